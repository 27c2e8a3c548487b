#ifndef CSIMDJSON_H
#define CSIMDJSON_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A parser with its buffers, which it uses again for each document.
typedef struct json_parser json_parser;

/// Why a document was refused.
typedef enum {
    json_accepted = 0,
    json_empty,
    json_bad_structure,
    json_bad_string,
    json_bad_literal,
    json_bad_number,
    json_bad_utf8,
    json_unclosed_string,
    json_too_deep,
    json_too_large,
    json_no_memory
} json_verdict;

/// A parsed document as simdjson's tape (see "The tape" in its documentation); valid until the next one is parsed.
///
/// A word of the tape has its kind in the top byte and a payload in the rest. The payload of a string is an offset
/// into `strings`, where its length stands in four bytes in front of its UTF-8.
typedef struct {
    const uint64_t *tape;
    const uint8_t *strings;
} json_document;

/// Makes a parser that refuses documents nested deeper than `max_depth`; NULL without memory.
json_parser *json_parser_create(size_t max_depth);

/// Frees a parser and the document it parsed last.
void json_parser_destroy(json_parser *parser);

/// Parses `length` bytes, which are copied first, so that they need neither padding nor to last.
json_verdict json_parser_parse(json_parser *parser, const uint8_t *bytes, size_t length, json_document *document);

/// Some bytes of a document: from `start` until before `end`.
typedef struct {
    size_t start;
    size_t end;
} json_stretch;

/// Finds the array behind a key of a document's outermost object, and cuts it between its elements.
///
/// Each of the `pieces`, at most `limit`, holds whole elements with the commas between them, and but for the last at least
/// `size` bytes; `array` is all of it with its brackets. Returns how many pieces there are: 0 where there is no such array,
/// where it is empty, or where `limit` is too small. It looks at brackets and strings alone: whether these are JSON, only
/// parsing them tells.
size_t json_cut_array(
    const uint8_t *bytes, size_t length, const char *key, size_t size, json_stretch *array, json_stretch *pieces,
    size_t limit);

#ifdef __cplusplus
}
#endif

#endif
