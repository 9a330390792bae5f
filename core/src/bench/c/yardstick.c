// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What a scan can be measured against: reads files of one length side by side, a chunk of each with pread, and compares
 * every other with the first by the C library's memcmp. Nothing is kept but where they first differ.
 *
 *   yardstick read|compare THREADS KIB FILE...
 *   yardstick damage EVERY FILE
 *
 * Threads take the chunks in order from one counter, each with a buffer of KIB kibibytes for every file. Prints the
 * seconds from the first read to the last comparison, and the bytes read. Exit status: 0 all equal, 1 they differ,
 * 2 wrong arguments, 3 a file cannot be read. To damage a file is to change a byte of every EVERYth sector in it, counted
 * from the first.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { MOST_FILES = 32, MOST_THREADS = 64, PAGE = 4096 };

static int files;
static int descriptor[MOST_FILES];
static const char *name[MOST_FILES];
static off_t length;
static size_t chunk;
static int comparing;
static atomic_llong next_chunk;
static atomic_llong bytes_read;
static atomic_llong first_difference = -1;

static void fail(const char *what) {
    fprintf(stderr, "yardstick: %s: %s\n", what, strerror(errno));
    exit(3);
}

static void read_fully(int file, char *into, size_t count, off_t offset) {
    while (count > 0) {
        ssize_t done = pread(descriptor[file], into, count, offset);
        if (done <= 0) {
            fail(name[file]);
        }
        into += done;
        offset += done;
        count -= (size_t) done;
    }
}

static void found_difference(long long chunk_number) {
    long long known = atomic_load(&first_difference);
    while ((known < 0 || chunk_number < known)
            && !atomic_compare_exchange_weak(&first_difference, &known, chunk_number)) {
    }
}

static void *work(void *unused) {
    char *buffer[MOST_FILES];
    for (int file = 0; file < files; file++) {
        buffer[file] = aligned_alloc(PAGE, chunk);
        if (buffer[file] == NULL) {
            fail("a buffer");
        }
    }
    for (;;) {
        long long number = atomic_fetch_add(&next_chunk, 1);
        off_t offset = (off_t) number * (off_t) chunk;
        if (offset >= length) {
            break;
        }
        size_t count = length - offset < (off_t) chunk ? (size_t) (length - offset) : chunk;
        for (int file = 0; file < files; file++) {
            read_fully(file, buffer[file], count, offset);
        }
        for (int file = 1; comparing && file < files; file++) {
            if (memcmp(buffer[0], buffer[file], count) != 0) {
                found_difference(number);
            }
        }
        atomic_fetch_add(&bytes_read, (long long) count * files);
    }
    return unused;
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double) time.tv_sec + (double) time.tv_nsec / 1e9;
}

static int damage(const char *path, long every) {
    enum { SECTOR = 512, AT_ONCE = 1 << 20 };
    static unsigned char bytes[AT_ONCE];
    int file = open(path, O_RDWR | O_CLOEXEC);
    if (file < 0) {
        fail(path);
    }
    long long sector = 0;
    off_t offset = 0;
    for (ssize_t count; (count = pread(file, bytes, AT_ONCE, offset)) > 0; offset += count) {
        for (ssize_t at = 0; at < count; at += SECTOR, sector++) {
            if (sector % every == 0) {
                bytes[at] ^= 1;
            }
        }
        if (pwrite(file, bytes, (size_t) count, offset) != count) {
            fail(path);
        }
    }
    return close(file);
}

int main(int words, char **word) {
    if (words == 4 && strcmp(word[1], "damage") == 0 && atol(word[2]) > 0) {
        return damage(word[3], atol(word[2]));
    }
    int threads = words > 4 ? atoi(word[2]) : 0;
    long kibibytes = words > 4 ? atol(word[3]) : 0;
    files = words - 4;
    if (threads < 1 || threads > MOST_THREADS || kibibytes < 4 || kibibytes % 4 != 0 || files < 1 || files > MOST_FILES
            || (strcmp(word[1], "read") != 0 && strcmp(word[1], "compare") != 0)) {
        fprintf(stderr, "usage: yardstick read|compare THREADS KIB FILE...\n       yardstick damage EVERY FILE\n");
        return 2;
    }
    comparing = strcmp(word[1], "compare") == 0;
    chunk = (size_t) kibibytes * 1024;
    for (int file = 0; file < files; file++) {
        struct stat state;
        name[file] = word[4 + file];
        descriptor[file] = open(name[file], O_RDONLY | O_CLOEXEC);
        if (descriptor[file] < 0 || fstat(descriptor[file], &state) != 0) {
            fail(name[file]);
        }
        if (file > 0 && state.st_size != length) {
            fprintf(stderr, "yardstick: %s: not as long as %s\n", name[file], name[0]);
            return 2;
        }
        length = state.st_size;
    }
    double begun = now();
    pthread_t thread[MOST_THREADS];
    for (int i = 0; i < threads; i++) {
        errno = pthread_create(&thread[i], NULL, work, NULL);
        if (errno != 0) {
            fail("a thread");
        }
    }
    for (int i = 0; i < threads; i++) {
        pthread_join(thread[i], NULL);
    }
    printf("%.4f %lld\n", now() - begun, (long long) bytes_read);
    return atomic_load(&first_difference) < 0 ? 0 : 1;
}
