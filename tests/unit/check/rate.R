# Makes rate-r.h, the values that check_rate.c holds the intervals against:
#   Rscript tests/unit/check/rate.R > tests/unit/check/rate-r.h
# with R and its package survey (r-base-core, r-cran-survey).
suppressMessages(library(survey))
options(survey.lonely.psu = "adjust", digits = 17)
num <- function(x) formatC(x, digits = 17, format = "g")

cat("/*\n * Made by rate.R (R ", paste(R.version$major, R.version$minor, sep = "."),
    ", survey ", as.character(packageVersion("survey")), "): do not edit.\n */\n", sep = "")
cat("static const struct {\n\tdouble x, n, lower, upper;\n} exact[] = {\n")
for (n in c(1, 2, 10, 30, 100, 319, 741, 2000, 100000))
  for (x in unique(round(c(0, 1, 2, 5, n * 0.02, n / 2, n * 0.9, n - 1, n))))
    if (x <= n) {
      ci <- binom.test(x, n)$conf.int
      cat("\t{ ", x, ", ", n, ", ", num(ci[1]), ", ", num(ci[2]), " },\n", sep = "")
    }
cat("};\n\n")

# Designs: strata of so many households of which so many are visited, each with
# persons, of whom some count.
set.seed(24)
designs <- list(
  list(N = c(2543), n = c(319), p = 0.02, part = FALSE),
  list(N = c(500, 300, 80), n = c(50, 30, 8), p = 0.05, part = FALSE),
  list(N = c(40, 400, 1000, 25), n = c(40, 40, 50, 2), p = 0.1, part = FALSE),
  list(N = rep(60, 12), n = rep(5, 12), p = 0.3, part = TRUE),
  list(N = c(900, 7, 12), n = c(90, 1, 2), p = 0.08, part = TRUE),
  list(N = c(100, 100), n = c(60, 30), p = 0.9, part = TRUE))
out <- c()
cat("static const struct rate_stratum design_strata[][12] = {\n")
visits <- list()
for (d in designs) {
  cat("\t{", paste(sprintf("{ %d, %d, 0 }", as.integer(d$N), as.integer(d$n)), collapse = ", "), "},\n")
  k <- sum(d$n)
  stratum <- rep(seq_along(d$n), d$n)
  x <- sample(1:7, k, replace = TRUE)
  y <- if (d$part) rbinom(k, x, d$p) else x * rbinom(k, 1, d$p)
  y[1] <- max(y[1], 1)
  visits[[length(visits) + 1]] <- data.frame(stratum, x, y)
  rows <- rep(seq_len(k), x)
  person <- data.frame(house = rows, stratum = stratum[rows], N = d$N[stratum[rows]],
    bad = unlist(lapply(seq_len(k), function(i) rep(c(1, 0), c(y[i], x[i] - y[i])))))
  des <- svydesign(id = ~house, strata = ~stratum, fpc = ~N, data = person)
  m <- svymean(~bad, des)
  p <- svyciprop(~bad, des, method = "beta")
  ci <- attr(p, "ci")
  out <- c(out, sprintf("\t{ %d, %d, %s, %s, %s, %s },\n", length(d$n), k,
    num(as.numeric(coef(m))), num(as.numeric(vcov(m))), num(ci[[1]]), num(ci[[2]])))
}
cat("};\n\n/* stratum, persons, counted; and again */\nstatic const double design_visits[][1200] = {\n")
for (v in visits) {
  cat("\t{\n")
  cat(paste(sprintf("%d, %d, %d", v$stratum - 1L, v$x, as.integer(v$y)), collapse = ", "), "\n")
  cat("\t},\n")
}
cat("};\n\nstatic const struct {\n\tsize_t nstrata, nvisits;\n\tdouble mean, variance, lower, upper;\n} designs[] = {\n")
cat(out, sep = "")
cat("};\n\n")
cat("static const struct {\n\tdouble p, df, t;\n} student[] = {\n")
for (df in c(1, 2, 5.5, 30, 318, 5009))
  cat("\t{ 0.975, ", df, ", ", num(qt(0.975, df)), " },\n", sep = "")
cat("};\n")
