#include "CRecording.h"

static const unsigned char recording[] = {
#embed "recording.ndjson.gz"
};

const unsigned char *herbarium_recording(void) { return recording; }

size_t herbarium_recording_size(void) { return sizeof recording; }
