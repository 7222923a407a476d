#ifndef HOME_H
#define HOME_H

/*
 * Where the program's own files are: its data (schemas, rules, plans,
 * stylesheets) and its message catalogues. In this order: what HECHA_DATADIR
 * and HECHA_LOCALEDIR name; beside the program, so that an installed tree can
 * be moved (../share/hecha, ../share/locale) and a program in its build folder
 * runs from there; where it was installed. The caller's; never NULL.
 */
char *home_data(void);
char *home_locale(void);
/* The folder of the user's own settings, made or not: $XDG_CONFIG_HOME/hecha,
 * else ~/.config/hecha. The caller's; NULL where there is no HOME. */
char *home_settings(void);

#endif
