"""Reads a publishable copy and prints children looked after by region and year."""
# columns used: area_level, measure, service_type, age_band, area_name_en, date, value
import pandas

outcomes = pandas.read_csv("outcomes-published.csv", parse_dates=["date"])
# pandas.read_parquet("outcomes-published.parquet") gives the same table.

regions = outcomes[
    (outcomes.area_level == "region")
    & (outcomes.measure == "children_looked_after")
    & (outcomes.service_type == "all")
    & (outcomes.age_band == "all")
]
print(regions.drop_duplicates(["area_name_en", "date"]).pivot(index="area_name_en", columns="date", values="value"))
