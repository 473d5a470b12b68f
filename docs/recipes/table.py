"""Reads a publishable copy and prints children looked after by region and year, with [c] for what is suppressed."""
# columns used: area_level, measure, service_type, sector, age_band, need_class, reason, provider_country, area_name_en, date, value, marker, status
import pandas

numbers = ["value", "lower", "upper"]
outcomes = pandas.read_csv(
    "outcomes-published.csv",
    parse_dates=["date"],
    keep_default_na=False,
    na_values={column: [""] for column in numbers},
)
# pandas.read_parquet("outcomes-published.parquet") gives the same table, with dates of Python.

# A suppressed figure is missing, and its marker says c.
assert (outcomes["value"].isna() == (outcomes["marker"] == "c")).all()

breakdowns = ["service_type", "sector", "age_band", "need_class", "reason", "provider_country"]
regions = outcomes[
    (outcomes["area_level"] == "region")
    & (outcomes["measure"] == "children_looked_after")
    & (outcomes[breakdowns] == "all").all(axis=1)
]
figures = regions["value"].map("{:,.0f}".format).mask(regions["marker"] == "c", "[c]")
table = regions.assign(year=regions["date"].dt.year, figure=figures)
# pivot refuses two figures for one region and year.
print(table.pivot(index="area_name_en", columns="year", values="figure").to_string())
print("Status:", ", ".join(sorted(regions["status"].unique())))
