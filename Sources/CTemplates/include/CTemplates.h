#ifndef CTEMPLATES_H
#define CTEMPLATES_H

#include <stddef.h>

/// A built-in template: its path below `Templates`, and its content.
struct herbarium_template {
    const char *_Nonnull name;
    const unsigned char *_Nonnull bytes;
    size_t size;
};

/// How many built-in templates there are.
size_t herbarium_template_count(void);

/// The built-in template at an index below that count.
struct herbarium_template herbarium_template_at(size_t index);

#endif
