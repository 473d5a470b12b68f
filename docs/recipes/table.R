# Reads a publishable copy and prints registered places in children's homes in Wales, by year.
# columns used: area_level, measure, service_type, sector, date, value, lower, upper, status
library(readr)
library(dplyr)

# arrow::read_parquet("outcomes-published.parquet") gives the same table.
outcomes <- read_csv("outcomes-published.csv", col_types = cols(marker = "c"))

outcomes |>
  filter(area_level == "country", measure == "places_registered", service_type == "residential", sector == "all") |>
  select(date, value, lower, upper, status) |>
  distinct(date, .keep_all = TRUE) |>
  print(n = Inf)
