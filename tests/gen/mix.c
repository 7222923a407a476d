/*
 * Faults that share a household: which of them go together, which of them
 * hides which, and in what order they are planted.
 */
#include <string.h>

#include "faults.h"

_Static_assert(PART_COUNT <= 64, "parts are bits");

bool
fault_is_mixable(const struct fault *f)
{
	return f->touches != 0 && f->parts > 0 && f->plant_village == NULL &&
		f->uses == 0 && !f->is_apart && !f->needs_entries;
}

bool
fault_lists(const char *list, const char *check)
{
	while (list != NULL && *list != '\0') {
		size_t n = strcspn(list, " ");

		if (strncmp(list, check, n) == 0 &&
			(check[n] == '\0' || list[n - 1] == '-'))
			return true;
		list += n;
		list += strspn(list, " ");
	}
	return false;
}

bool
fault_hides(const struct fault *f, const struct fault *other)
{
	return f != other && other->parts == 1 &&
		(other->touches & ~f->touches) == 0 &&
		fault_lists(f->hides, other->check);
}

static bool
must_follow(const struct fault *f, const struct fault *other)
{
	return fault_hides(f, other) ||
		(f != other && fault_lists(f->keeps, other->check));
}

static bool
go_together(const struct fault *a, const struct fault *b)
{
	if (must_follow(a, b) || must_follow(b, a))
		return true;
	if (strcmp(a->check, b->check) == 0 && !(a->repeats && b->repeats))
		return false;
	return (a->touches & (b->touches | b->reads)) == 0 &&
		(a->reads & b->touches) == 0;
}

/* One household can be of one class and kind only, has room for one relative
 * and sees one change of its members. */
bool
need_unite(struct need *need, const struct need *other)
{
	unsigned flags = need->flags | other->flags;
	bool moved = (flags & NEED_MOVED_OUT) != 0;

	if (need->adjustment == CLASS_ANY)
		need->adjustment = other->adjustment;
	else if (other->adjustment != CLASS_ANY &&
		other->adjustment != need->adjustment)
		return false;
	if (need->kind == KIND_ANY)
		need->kind = other->kind;
	else if (other->kind != KIND_ANY && other->kind != need->kind)
		return false;
	need->flags = flags;
	return !(moved && (flags & (NEED_OTHER | NEED_BIRTH)) != 0);
}

bool
mix_add(struct mix *mix, const struct fault *f)
{
	struct need need = mix->need;
	int at = 0;

	if (mix->n == MAX_MIX || !need_unite(&need, &f->need))
		return false;
	for (int i = 0; i < mix->n; i++) {
		if (mix->faults[i] == f || !go_together(mix->faults[i], f))
			return false;
	}
	while (at < mix->n && !must_follow(mix->faults[at], f))
		at++;
	for (int i = at; i < mix->n; i++) {
		if (must_follow(f, mix->faults[i]))
			return false;
	}
	memmove(mix->faults + at + 1, mix->faults + at,
		(size_t)(mix->n - at) * sizeof *mix->faults);
	mix->faults[at] = f;
	mix->n++;
	mix->need = need;
	return true;
}
