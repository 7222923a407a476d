/*
 * Libraries that are loaded where they are needed.
 */
#include "config.h"
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include "base/intl.h"
#include "lib/late.h"

void *
late_find(_Atomic(void *) *at, const char *file, const char *name)
{
	void *found = atomic_load_explicit(at, memory_order_acquire);
	void *library;

	if (found != NULL)
		return found;
	/* The second time it is only looked up; it stays to the end. */
	library = dlopen(file, RTLD_NOW | RTLD_LOCAL);
	found = library != NULL ? dlsym(library, name) : NULL;
	if (found == NULL) {
		fprintf(stderr, _("hecha: cannot load a library: %s\n"),
			dlerror());
		_Exit(4);
	}
	atomic_store_explicit(at, found, memory_order_release);
	return found;
}
