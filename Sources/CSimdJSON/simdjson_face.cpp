#define SIMDJSON_EXCEPTIONS 0
#include "CSimdJSON.h"

#include <algorithm>
#include <new>
#include <simdjson.h>

struct json_parser {
    simdjson::dom::parser parser;
    size_t max_depth;
};

static json_verdict verdict(simdjson::error_code code) {
    switch (code) {
    case simdjson::SUCCESS: return json_accepted;
    case simdjson::EMPTY: return json_empty;
    case simdjson::STRING_ERROR:
    case simdjson::UNESCAPED_CHARS: return json_bad_string;
    case simdjson::T_ATOM_ERROR:
    case simdjson::F_ATOM_ERROR:
    case simdjson::N_ATOM_ERROR: return json_bad_literal;
    case simdjson::NUMBER_ERROR:
    case simdjson::NUMBER_OUT_OF_RANGE: return json_bad_number;
    case simdjson::UTF8_ERROR: return json_bad_utf8;
    case simdjson::UNCLOSED_STRING: return json_unclosed_string;
    case simdjson::DEPTH_ERROR: return json_too_deep;
    case simdjson::CAPACITY: return json_too_large;
    case simdjson::MEMALLOC: return json_no_memory;
    default: return json_bad_structure;
    }
}

/// Grows by doubling, since simdjson itself would allocate anew for each document that is a byte longer.
static simdjson::error_code reserve(json_parser *self, size_t length) {
    const size_t capacity = self->parser.capacity();
    if (length <= capacity) return simdjson::SUCCESS;
    if (length > simdjson::SIMDJSON_MAXSIZE_BYTES) return simdjson::CAPACITY;
    const size_t wanted = std::min(std::max({length, capacity * 2, size_t{4096}}), simdjson::SIMDJSON_MAXSIZE_BYTES);
    const simdjson::error_code code = self->parser.allocate(wanted, self->max_depth);
    return code != simdjson::SUCCESS ? code : self->parser.doc.allocate(wanted);
}

json_parser *json_parser_create(size_t max_depth) {
    return new (std::nothrow) json_parser{simdjson::dom::parser(), max_depth};
}

void json_parser_destroy(json_parser *self) {
    delete self;
}

json_verdict json_parser_parse(json_parser *self, const uint8_t *bytes, size_t length, json_document *document) {
    if (self == nullptr) return json_no_memory;
    if (length == 0) return json_empty;
    simdjson::error_code code = reserve(self, length);
    if (code == simdjson::SUCCESS) code = self->parser.parse(bytes, length).error();
    if (code != simdjson::SUCCESS) return verdict(code);
    document->tape = self->parser.doc.tape.get();
    document->strings = self->parser.doc.string_buf.get();
    return json_accepted;
}
