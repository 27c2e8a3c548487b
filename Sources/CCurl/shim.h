#include <curl/curl.h>

/// `curl_easy_setopt` is variadic, so Swift cannot call it; this is its form for numbers.
static inline CURLcode shim_curl_set_long(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}

/// `curl_easy_setopt` for text, which libcurl copies.
static inline CURLcode shim_curl_set_text(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}

/// `curl_easy_getinfo` for the socket of a connection.
static inline CURLcode shim_curl_get_socket(CURL *handle, curl_socket_t *socket) {
    return curl_easy_getinfo(handle, CURLINFO_ACTIVESOCKET, socket);
}

/// `curl_easy_getinfo` for the `errno` of a connection that failed.
static inline CURLcode shim_curl_get_errno(CURL *handle, long *number) {
    return curl_easy_getinfo(handle, CURLINFO_OS_ERRNO, number);
}

/// The result of the one transfer of `multi`; `CURLE_OK` and `*isDone` 0 while it goes on.
static inline CURLcode shim_curl_multi_result(CURLM *multi, int *isDone) {
    int left = 0;
    CURLMsg *message = curl_multi_info_read(multi, &left);
    *isDone = message != NULL && message->msg == CURLMSG_DONE;
    return *isDone ? message->data.result : CURLE_OK;
}

/// What libcurl calls with each piece of a body.
typedef size_t (*shim_curl_writer)(char *piece, size_t size, size_t count, void *context);

/// `curl_easy_setopt` for where the body goes.
static inline CURLcode shim_curl_set_writer(CURL *handle, shim_curl_writer writer, void *context) {
    CURLcode code = curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, writer);
    return code == CURLE_OK ? curl_easy_setopt(handle, CURLOPT_WRITEDATA, context) : code;
}

/// `curl_easy_getinfo` for the status of an answer.
static inline CURLcode shim_curl_get_status(CURL *handle, long *status) {
    return curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, status);
}

/// The largest error text of libcurl's, with its end.
enum { shim_curl_error_size = CURL_ERROR_SIZE };

/// `curl_easy_setopt` for the memory that error texts are written to.
static inline CURLcode shim_curl_set_error_buffer(CURL *handle, char *buffer) {
    return curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, buffer);
}
