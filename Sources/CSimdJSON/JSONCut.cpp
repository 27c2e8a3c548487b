#include "CSimdJSON.h"

#include <cstring>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace {

/// How many bytes are looked at together.
constexpr size_t width = 16;

/// A bit for each of 16 bytes that is a quote, a backslash or a bracket of either kind.
inline uint32_t marks(const uint8_t *bytes) {
#ifdef __SSE2__
    const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i *>(bytes));
    const __m128i quotes = _mm_cmpeq_epi8(block, _mm_set1_epi8('"'));
    const __m128i slashes = _mm_cmpeq_epi8(block, _mm_set1_epi8('\\'));
    // Square brackets are the curly ones less 0x20.
    const __m128i curled = _mm_or_si128(block, _mm_set1_epi8(0x20));
    const __m128i opened = _mm_cmpeq_epi8(curled, _mm_set1_epi8('{'));
    const __m128i closed = _mm_cmpeq_epi8(curled, _mm_set1_epi8('}'));
    const __m128i all = _mm_or_si128(_mm_or_si128(quotes, slashes), _mm_or_si128(opened, closed));
    return static_cast<uint32_t>(_mm_movemask_epi8(all));
#else
    uint32_t found = 0;
    for (size_t index = 0; index < width; index++) {
        const uint8_t byte = bytes[index];
        const bool is_mark = byte == '"' || byte == '\\' || (byte | 0x20) == '{' || (byte | 0x20) == '}';
        found |= static_cast<uint32_t>(is_mark) << index;
    }
    return found;
#endif
}

/// Goes over the brackets of a document that are in none of its strings.
class Brackets {
public:
    Brackets(const uint8_t *bytes, size_t length) : bytes(bytes), length(length) {}

    /// The place of the next one; `length` where there is none.
    size_t next() {
        while (true) {
            while (found == 0) {
                block += block_is_read ? width : 0;
                if (block >= length) return length;
                found = read(block);
                block_is_read = true;
            }
            const size_t place = block + static_cast<size_t>(__builtin_ctz(found));
            found &= found - 1;
            if (place < unescaped) continue;
            if (bytes[place] == '\\') {
                if (in_string) unescaped = place + 2;
            } else if (bytes[place] == '"') {
                if (!in_string) string_start = place + 1;
                else string_end = place;
                in_string = !in_string;
            } else if (!in_string) {
                return place;
            }
        }
    }

    /// Whether the string that ended last is this key, and nothing but a colon stands between it and a place.
    bool follows(const char *key, size_t place) const {
        const size_t size = std::strlen(key);
        if (string_end < string_start || string_end - string_start != size) return false;
        if (std::memcmp(bytes + string_start, key, size) != 0) return false;
        size_t colons = 0;
        for (size_t index = string_end + 1; index < place; index++) {
            const uint8_t byte = bytes[index];
            if (byte == ':') colons++;
            else if (byte != ' ' && byte != '\n' && byte != '\r' && byte != '\t') return false;
        }
        return colons == 1;
    }

private:
    uint32_t read(size_t start) const {
        if (length - start >= width) return marks(bytes + start);
        uint8_t rest[width] = {};
        std::memcpy(rest, bytes + start, length - start);
        return marks(rest);
    }

    const uint8_t *bytes;
    const size_t length;
    size_t block = 0;
    uint32_t found = 0;
    bool block_is_read = false;
    bool in_string = false;
    size_t unescaped = 0;
    size_t string_start = 1;
    size_t string_end = 0;
};

}  // namespace

size_t json_cut_array(
    const uint8_t *bytes, size_t length, const char *key, size_t size, json_stretch *array, json_stretch *pieces,
    size_t limit) {
    Brackets brackets(bytes, length);
    size_t depth = 0, count = 0, from = 0;
    bool is_inside = false;
    for (size_t place = brackets.next(); place < length; place = brackets.next()) {
        const uint8_t bracket = bytes[place];
        if (bracket == '{' || bracket == '[') {
            if (depth == 1 && bracket == '[' && !is_inside && brackets.follows(key, place)) {
                is_inside = true;
                array->start = place;
                from = place + 1;
            }
            depth++;
            continue;
        }
        if (depth == 0) return 0;
        depth--;
        if (!is_inside) continue;
        if (depth == 1) {
            array->end = place + 1;
            if (from == place) return count;
            if (count == limit) return 0;
            pieces[count++] = {from, place};
            return count;
        }
        if (depth != 2 || place + 1 - from < size) continue;
        size_t comma = place + 1;
        while (comma < length && std::strchr(" \n\r\t", bytes[comma]) != nullptr && bytes[comma] != 0) comma++;
        if (comma >= length || bytes[comma] != ',') continue;
        if (count == limit) return 0;
        pieces[count++] = {from, place + 1};
        from = comma + 1;
    }
    return 0;
}
