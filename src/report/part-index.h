#ifndef PART_INDEX_H
#define PART_INDEX_H

/*
 * What an index of parts tells of a part whose findings are not there any
 * more. It is put into the tree, in the result's namespace, but belongs to no
 * result document.
 */
struct _xmlNode;

/* From the findings of a <part>, its attributes error, suspect and notice (how
 * many of each), kinds ("id:error dup:suspect"), first and last (household).
 * The answer is <find>, not hung in: checks, and whom the findings are about, a
 * line each. */
struct _xmlNode *part_index_sum_up(struct _xmlNode *part);

#endif
