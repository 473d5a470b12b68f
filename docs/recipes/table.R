# Reads a publishable copy and prints registered places in children's homes in Wales, by year.
# columns used: area_level, measure, service_type, sector, age_band, need_class, reason, provider_country, date, value, lower, upper, marker, status
library(readr)
library(dplyr)

# arrow::read_parquet("outcomes-published.parquet") gives the same table.
outcomes <- read_csv(
  "outcomes-published.csv",
  col_types = cols(date = "D", value = "d", lower = "d", upper = "d", .default = "c")
)

# A suppressed figure is NA, and its marker says c.
stopifnot(identical(is.na(outcomes$value), !is.na(outcomes$marker)))

places <- outcomes |>
  filter(
    area_level == "country", measure == "places_registered", service_type == "residential",
    if_all(c(sector, age_band, need_class, reason, provider_country), ~ .x == "all")
  ) |>
  select(date, value, lower, upper, marker, status)

# One figure a date: a breakdown that slipped in would be drawn twice.
stopifnot(nrow(places) > 0, !anyDuplicated(places$date))
print(places, n = Inf)
