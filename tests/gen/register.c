/*
 * Writes the registers: this year's after the adjustment, and last year's.
 */
#include <string.h>

#include "faults-help.h"
#include "timetable.h"
#include "write.h"

void
register_write_village(struct doc *d, const struct village *v)
{
	int households = v->size * 8 + 40 + v->number % 50;

	doc_open(d, "village");
	doc_attr(d, "code", v->code);
	doc_attr(d, "name", v->name);
	doc_bit(d, "poor", v->number % 3 == 0);
	doc_int(d, "households", households);
	doc_int(d, "population", households * 3 + v->number % 7);
	doc_close(d);
	if (!v->lists_foreign)
		return;
	doc_open(d, "village");
	doc_attr(d, "code", FOREIGN_VILLAGE);
	doc_attr(d, "name", "外街村");
	doc_close(d);
}

static void
put_amount(struct doc *d, const char *name, int64_t fen)
{
	if (fen != NO_AMOUNT)
		doc_hundredths(d, name, fen);
}

static void
write_income(struct doc *d, const struct income *in)
{
	doc_open(d, "income");
	put_amount(d, "wage-income", in->wage);
	put_amount(d, "business-income", in->business);
	put_amount(d, "property-income", in->property);
	put_amount(d, "transfer-income", in->transfer);
	put_amount(d, "business-cost", in->cost);
	put_amount(d, "family-planning-grant", in->planning);
	put_amount(d, "allowance-income", in->allowance);
	put_amount(d, "hardship-income", in->hardship);
	put_amount(d, "pension-income", in->pension);
	put_amount(d, "ecology-income", in->ecology);
	put_amount(d, "other-transfer-income", in->other);
	put_amount(d, "dividend-income", in->dividend);
	put_amount(d, "other-property-income", 0);
	put_amount(d, "total-income", in->total);
	put_amount(d, "net-income", in->net);
	put_amount(d, "per-capita-income", in->per_capita);
	doc_close(d);
}

static void
write_living(struct doc *d, const struct living *l)
{
	doc_open(d, "living");
	doc_hundredths(d, "cultivated-land", l->cultivated);
	doc_hundredths(d, "irrigated-land", l->irrigated);
	doc_hundredths(d, "forest-land", l->forest);
	doc_hundredths(d, "returned-forest", l->returned);
	doc_hundredths(d, "orchard", l->orchard);
	doc_hundredths(d, "grassland", 0);
	doc_hundredths(d, "water-area", 0);
	doc_hundredths(d, "floor-area", l->floor);
	doc_hundredths(d, "road-distance", l->distance);
	doc_bit(d, "production-power", 1);
	doc_bit(d, "living-power", !l->has_no_power);
	doc_bit(d, "broadcast", l->broadcast);
	doc_bit(d, "toilet", l->toilet);
	doc_bit(d, "dangerous-house", l->dangerous);
	doc_bit(d, "water-difficulty", 0);
	doc_bit(d, "water-safe", l->water);
	doc_bit(d, "cooperative", l->cooperative);
	doc_bit(d, "leading-enterprise", l->enterprise);
	doc_bit(d, "leader-driven", l->leader);
	doc_bit(d, "food-secured", l->food);
	doc_bit(d, "clothing-secured", l->clothing);
	doc_bit(d, "relocated", l->relocated);
	doc_bit(d, "keys-received",
		l->relocated && !l->is_unsaid ? l->has_keys : NO_FLAG);
	doc_bit(d, "disaster", l->disaster);
	doc_attr(d, "road-type", l->road);
	doc_attr(d, "fuel", l->fuel);
	doc_attr(d, "house-grade", l->grade);
	if (l->measures != NO_FLAG)
		doc_int(d, "measures", l->measures);
	doc_close(d);
}

/* Every situation was gone through, and none applies, but for the faults. */
static void
write_reviews(struct doc *d, const struct household *h)
{
	const struct timetable *t = &timetable;
	bool exits = class_is_exit(h->adjustment);
	int n = exits				? t->n_no_exit
		: class_is_entry(h->adjustment) ? t->n_no_entry
						: 0;
	const struct review *r = &h->review;
	char name[NAME_TEXT];

	people_staff_name(name, h->street->seed, h->village->first_staff);
	for (int i = 0; !r->off && i < n; i++) {
		const char *id = exits ? t->no_exit[i] : t->no_entry[i];

		if (r->left_out != NULL && strcmp(id, r->left_out) == 0)
			continue;
		doc_open(d, "review");
		doc_attr(d, "situation", id);
		doc_bit(d, "answer",
			r->applies != NULL && strcmp(id, r->applies) == 0);
		if (r->undated == NULL || strcmp(id, r->undated) != 0)
			doc_day(d, "date", t->visits + 3);
		if (r->unsigned_one == NULL || strcmp(id, r->unsigned_one) != 0)
			doc_attr(d, "by", name);
		doc_close(d);
	}
}

static void
write_insurance(struct doc *d, const struct person *p, bool active)
{
	doc_bit(d, "low-income", active && p->low_income);
	doc_bit(d, "hardship", active && p->hardship);
	doc_bit(d, "resident-medical",
		(active && p->resident_medical) || p->is_still_insured);
	doc_bit(d, "employee-medical", active && p->employee_medical);
	doc_bit(d, "serious-illness-insurance", active && p->serious_insurance);
	doc_bit(d, "commercial-medical", active && p->commercial);
	doc_bit(d, "resident-pension",
		active && p->pension && !p->employee_medical);
	doc_bit(d, "employee-pension",
		active && p->pension && p->employee_medical);
	doc_bit(d, "medical-relief", active && p->relief);
	doc_bit(d, "other-health-aid", active && p->aid);
}

static void
write_work(struct doc *d, const struct person *p, bool previous)
{
	int months = previous ? p->work_months_before : p->work_months;

	if (p->work_place == NULL && months == 0)
		return;
	doc_attr(d, "work-place", p->work_place);
	doc_int(d, "work-months", months);
	doc_attr(d, "employer", p->employer);
	doc_attr(d, "industry", p->industry);
	doc_attr(d, "channel", p->channel);
}

static void
write_post(struct doc *d, const struct person *p, bool previous)
{
	if (previous)
		return;
	doc_attr(d, "post-type", p->post);
	if (p->post_months != NO_FLAG)
		doc_int(d, "post-months", p->post_months);
}

static void
write_member(struct doc *d, const struct person *p, bool previous)
{
	bool active = previous || p->removed_reason == NULL;

	doc_open(d, "member");
	doc_attr(d, "id", p->id);
	doc_attr(d, "name", p->name);
	doc_int(d, "sex", p->sex);
	doc_day(d, "birth", p->birth);
	doc_attr(d, "number-type", p->number_type);
	doc_attr(d, "number", p->number);
	doc_attr(d, "certificate", p->certificate);
	doc_attr(d, "relation", p->relation);
	doc_attr(d, "nation", p->nation);
	doc_attr(d, "education", previous ? p->education_before : p->education);
	if (active)
		doc_attr(d, "schooling",
			previous ? p->schooling_before : p->schooling);
	if (active && !previous)
		doc_attr(d, "dropout-reason", p->dropout);
	doc_attr(d, "health", p->health);
	doc_attr(d, "skill", p->skill);
	write_work(d, p, previous);
	write_post(d, p, previous);
	doc_bit(d, "abroad", 0);
	doc_attr(d, "political", p->political);
	doc_attr(d, "phone", p->phone);
	write_insurance(d, p, active);
	doc_bit(d, "mandarin", p->mandarin);
	doc_bit(d, "serviceman", 0);
	doc_attr(d, "disability-kind", p->disability_kind);
	if (p->certificate_year != 0)
		doc_int(d, "certificate-year", p->certificate_year);
	if (!active) {
		doc_attr(d, "state", "removed");
		doc_attr(d, "removed-reason", p->removed_reason);
		doc_day(d, "removed", p->removed);
	}
	doc_close(d);
}

static void
write_years(struct doc *d, const struct household *h, bool previous)
{
	doc_attr(d, "class", previous ? "none" : class_codes[h->adjustment]);
	doc_attr(d, "attribute", h->attribute);
	doc_attr(d, "standard", "02");
	doc_attr(d, "mark", previous ? h->mark_before : h->mark);
	doc_int(d, "first-year", h->first_year);
	if (h->exit_year != 0 && !(previous && h->exit_year == YEAR))
		doc_int(d, "exit-year", h->exit_year);
	if (h->return_year != 0 && !previous)
		doc_int(d, "return-year", h->return_year);
	doc_attr(d, "main-cause", h->main_cause);
	doc_attr(d, "other-causes", h->other_causes);
	if (!previous) {
		doc_attr(d, "return-cause", h->return_cause);
		doc_attr(d, "ground", h->ground);
	}
}

static int
count_children(const struct household *h, const char *relation, bool previous)
{
	int n = 0;

	for (int i = 0; i < h->n_people; i++) {
		const struct person *p = &h->people[i];

		if (previous ? p->was : person_is_active(p))
			n += strcmp(p->relation, relation) == 0;
	}
	return n;
}

static void
write_family(struct doc *d, const struct household *h, bool previous)
{
	int sons = count_children(h, "03", previous);
	int daughters = count_children(h, "04", previous);
	char id[ID_TEXT], name[NAME_TEXT] = "";

	doc_bit(d, "martyr-family", 0);
	doc_bit(d, "only-child-family", sons + daughters == 1);
	doc_bit(d, "two-daughter-family", sons == 0 && daughters == 2);
	responsible_id(id, h);
	responsible_name(name, h);
	doc_attr(d, "responsible", id);
	doc_attr(d, "responsible-name", name);
	doc_bit(d, "valid", 1);
}

void
register_write(struct doc *d, const struct household *h, bool previous)
{
	if (previous && !h->is_in_previous)
		return;
	doc_open(d, "household");
	doc_attr(d, "id",
		previous && h->id_before[0] != '\0' ? h->id_before : h->id);
	if (!previous)
		write_spoilt(d, h, RECORD_HOUSEHOLD);
	doc_attr(d, "village", h->village_code);
	doc_attr(d, "villager-group", h->group);
	doc_attr(d, "head-id", h->course.head_member);
	doc_attr(d, "head-name", h->head_name);
	doc_attr(d, "head-number", h->head_number);
	doc_int(d, "size", previous ? h->size_before : h->size);
	write_years(d, h, previous);
	doc_attr(d, "phone", previous ? h->phone_before : h->phone);
	doc_attr(d, "bank", "青石农村商业银行");
	doc_attr(d, "account", h->account);
	write_family(d, h, previous);
	doc_text(d, "cause-remark", h->cause_remark);
	write_income(d, previous ? &h->before : &h->now);
	write_living(d, &h->living);
	if (!previous)
		write_reviews(d, h);
	for (int i = 0; i < h->n_people; i++) {
		const struct person *p = &h->people[i];

		if (previous ? p->was : p->is)
			write_member(d, p, previous);
	}
	doc_close(d);
}
