/*
 * Invented persons: names, identity numbers, phones and accounts.
 *
 * Numbers begin with 379999, which is no county; every 157,920 households the
 * area goes down by one (still no county), since a day has only 1,000 numbers.
 */
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "people.h"
#include "rand.h"

#define DAYS 336 /* 12 months of 28 days */
#define SEQUENCES 470
#define CYCLES 8
#define SLOTS 8
#define KEYS (DAYS * SEQUENCES * CYCLES)
#define BLOCK (KEYS / SLOTS) /* households to an area code */

/* clang-format off */
static const char *const surnames[48] = {
	"王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐",
	"孙", "胡", "朱", "高", "林", "何", "郭", "马", "罗", "梁", "宋",
	"郑", "谢", "韩", "唐", "冯", "于", "董", "萧", "程", "曹", "袁",
	"邓", "许", "傅", "沈", "曾", "彭", "吕", "苏", "卢", "蒋", "蔡",
	"贾", "丁", "魏", "薛",
};

static const char *const staff_surnames[16] = {
	"叶", "阎", "余", "潘", "杜", "戴", "夏", "钟", "汪", "田", "任",
	"姜", "范", "方", "石", "姚",
};

static const char *const given[256] = {
	"伟", "芳", "娜", "敏", "静", "丽", "强", "磊", "军", "洋", "勇",
	"艳", "杰", "娟", "涛", "明", "超", "秀", "霞", "平", "刚", "桂",
	"英", "华", "玉", "兰", "红", "梅", "春", "秋", "冬", "夏", "建",
	"国", "庆", "民", "生", "永", "福", "德", "胜", "利", "东", "升",
	"文", "武", "斌", "志", "远", "海", "波", "江", "河", "山", "峰",
	"林", "森", "松", "柏", "树", "叶", "青", "云", "飞", "鹏", "翔",
	"龙", "虎", "凤", "鸣", "喜", "安", "康", "宁", "泰", "和", "顺",
	"吉", "祥", "如", "意", "忠", "孝", "仁", "义", "礼", "智", "信",
	"诚", "厚", "善", "良", "美", "好", "光", "亮", "辉", "煌", "晨",
	"曦", "旭", "阳", "星", "月", "雪", "雨", "霜", "露", "晓", "晴",
	"岚", "岩", "石", "玲", "珑", "珍", "珠", "琳", "琅", "瑞", "珂",
	"喆", "堃", "珺", "彧", "䶮", "㛃", "𬱖", "淑", "贞", "洁", "莹",
	"莲", "荷", "菊", "蓉", "芝", "蕙", "茹", "蕾", "薇", "萍", "琴",
	"棋", "书", "画", "诗", "歌", "韵", "音", "舒", "畅", "怡", "悦",
	"欣", "然", "思", "源", "念", "恩", "怀", "宗", "祖", "继", "承",
	"先", "启", "后", "传", "耀", "显", "扬", "振", "兴", "发", "昌",
	"盛", "隆", "富", "贵", "荣", "宝", "金", "银", "铜", "铁", "锋",
	"钢", "铭", "钰", "鑫", "淼", "焱", "垚", "润", "泽", "浩", "瀚",
	"渊", "深", "清", "澈", "沛", "勤", "俭", "朴", "素", "立", "业",
	"成", "功", "达", "理", "博", "学", "进", "取", "坚", "毅", "恒",
	"守", "正", "方", "圆", "心", "田", "野", "牧", "耕", "耘", "禾",
	"苗", "稻", "谷", "丰", "收", "麦", "秸", "粟", "桑", "蚕", "棉",
	"织", "嘉", "豪", "俊", "彦", "睿", "哲", "涵", "雯", "婷", "婕",
	"嫣", "妍", "娴",
};

static const char *const village_first[37] = {
	"柳", "杨", "松", "槐", "桃", "梨", "竹", "荷", "石", "泉", "溪",
	"河", "塘", "岭", "坡", "湾", "沟", "谷", "峪", "桥", "井", "龙",
	"凤", "鹤", "鹿", "马", "牛", "云", "月", "星", "日", "金", "银",
	"玉", "青", "白", "红",
};

static const char *const village_second[27] = {
	"泉", "溪", "河", "塘", "岭", "坡", "湾", "沟", "峪", "桥", "井",
	"庄", "屯", "店", "集", "口", "头", "园", "台", "山", "林", "洼",
	"埠", "崖", "滩", "寨", "铺",
};
/* clang-format on */

/* Slots of all households in an order that looks random and never repeats:
 * 1,000,003 is prime to KEYS. The remainder modulo 8 stays with the slot. */
void
people_key(struct key *k, uint64_t seed, int64_t household, int slot)
{
	int64_t block = household / BLOCK;
	int64_t i = household % BLOCK * SLOTS + slot;
	int64_t scrambled;
	int days, rest;
	struct rng r;

	assert(block < 100 && slot < SLOTS);
	rng_start(&r, seed, RNG_PERSON, (uint64_t)block);
	scrambled = (i * 1000003 + rng_below(&r, KEYS / 8) * 8) % KEYS;
	days = (int)(scrambled % DAYS);
	rest = (int)(scrambled / DAYS);
	k->area = (int)(379999 - block);
	k->cycle = rest % CYCLES;
	k->seq = rest / CYCLES;
	if (slot == SLOT_NEWBORN) {
		/* The year is not free, so the cycle makes the day unique. */
		days = days - days % CYCLES + k->cycle;
		k->cycle = 0;
	}
	k->month = days / 28 + 1;
	k->mday = days % 28 + 1;
	rng_start(&r, seed, RNG_NAME, (uint64_t)(days * CYCLES + k->cycle));
	k->given = (int)((k->seq * 137 + block + rng_below(&r, 65536)) % 65536);
}

int
people_birth(const struct key *k, int low, int year)
{
	int newest = year - low - (k->month >= 10);

	while (newest % CYCLES != k->cycle)
		newest--;
	return day_make(newest, k->month, k->mday);
}

int
people_birth_newborn(const struct key *k, int year)
{
	return day_make(k->month >= 10 ? year - 1 : year, k->month, k->mday);
}

char
people_check_digit(const char *first17)
{
	static const int weights[17] = {
		7,
		9,
		10,
		5,
		8,
		4,
		2,
		1,
		6,
		3,
		7,
		9,
		10,
		5,
		8,
		4,
		2,
	};
	int sum = 0;

	for (int i = 0; i < 17; i++)
		sum += (first17[i] - '0') * weights[i];
	return "10X98765432"[sum % 11];
}

void
people_number_raw(char out[NUMBER_TEXT], int area, int date, int seq)
{
	snprintf(out, NUMBER_TEXT, "%06d%08d%03d", area, date, seq);
	out[17] = people_check_digit(out);
	out[18] = '\0';
}

void
people_number(char out[NUMBER_TEXT], const struct key *k, int birth, int sex)
{
	int date = day_year(birth) * 10000 + day_month(birth) * 100 +
		day_of_month(birth);

	people_number_raw(out, k->area, date, k->seq * 2 + 2 - (sex == 1));
}

/* The block shifts the surname, so that households that share everything
 * else through their place in two blocks still differ. */
void
people_name(char out[NAME_TEXT], uint64_t seed, int64_t household, int slot,
	enum line line)
{
	struct key k;
	struct rng r;
	int64_t surname;

	people_key(&k, seed, household, slot);
	rng_start(&r, seed, RNG_NAME,
		(uint64_t)(household % BLOCK * 8 + line) + (1 << 20));
	surname = (rng_below(&r, 48) + household / BLOCK) % 48;
	snprintf(out, NAME_TEXT, "%s%s%s", surnames[surname],
		given[k.given / 256],
		k.given % 256 == 0 ? "" : given[k.given % 256]);
}

void
people_staff_name(char out[NAME_TEXT], uint64_t seed, int64_t staff)
{
	struct rng r;
	int first;

	rng_start(&r, seed, RNG_STAFF, (uint64_t)staff);
	first = rng_below(&r, 16);
	snprintf(out, NAME_TEXT, "%s%s%s", staff_surnames[first],
		given[rng_below(&r, 256)],
		rng_percent(&r, 20) ? "" : given[rng_below(&r, 256)]);
}

/* Sequences from 942 on are theirs: 336 days, 25 years, 26 sequences. */
void
people_staff_number(char out[NUMBER_TEXT], uint64_t seed, int64_t staff)
{
	struct rng r;
	int64_t block = staff / (DAYS * 25 * 26);
	int i = (int)(staff * 104729 % (DAYS * 25 * 26));
	int days = i % DAYS;
	int date = (1970 + i / DAYS % 25) * 10000 + (days / 28 + 1) * 100 +
		days % 28 + 1;

	rng_start(&r, seed, RNG_STAFF, (uint64_t)staff);
	people_number_raw(out, (int)(379999 - block), date,
		SEQUENCES * 2 + 2 + i / DAYS / 25 * 2 + rng_percent(&r, 70));
}

void
people_phone(char out[NUMBER_TEXT], const char *prefix, int64_t index)
{
	int64_t n = (index * 37139213 + 8675309) % 100000000;

	snprintf(out, NUMBER_TEXT, "%s%08lld", prefix, (long long)n);
}

void
people_account(char out[NUMBER_TEXT], int64_t index)
{
	int64_t n = (index * 37139213 + 123456789) % INT64_C(100000000000);

	snprintf(out, NUMBER_TEXT, "62999999%011lld", (long long)n);
}

/* 37 and 27 have no common divisor, so 999 pairs follow before one repeats. */
void
people_village_name(char out[NAME_TEXT], int village)
{
	int a = village % 37;
	int b = village % 27;

	/* No village is called 泉泉: the one that would be takes 家. */
	if (strcmp(village_first[a], village_second[b]) == 0)
		snprintf(out, NAME_TEXT, "%s家%s村", village_first[a],
			village_second[b]);
	else
		snprintf(out, NAME_TEXT, "%s%s村", village_first[a],
			village_second[b]);
}
