/*
 * The toolkit as an analyst uses it: read and check data, run a scenario, pick figures, show them.
 */

// Data and scenarios, read and checked.
export { loadDataSet } from './data/data-set.ts';
export type { LoadDataSetOptions } from './data/data-set.ts';
export { loadShippedDataSet } from './data/shipped.ts';
export { shippedDataDir } from './data/shipped-paths.ts';
export { dataSetFromWorkbook } from './data/import/workbook/data-set-from-workbook.ts';
export type { FromWorkbookOptions, WorkbookDataSet } from './data/import/workbook/data-set-from-workbook.ts';
export { template } from './reporting/template/template.ts';
export type { Template, TemplateOptions } from './reporting/template/template.ts';
export { loadScenario } from './data/scenario-file.ts';
export { parseCondition } from './assumptions/condition/parse-condition.ts';
export { conditionText } from './assumptions/condition/condition-text.ts';
export type * from './assumptions/condition/condition.ts';
export type { KnownMeasure } from './assumptions/condition/known-measures.ts';
export { checkScenario } from './assumptions/scenario/check-scenario.ts';
export { baselineDate, isBaselineRow } from './assumptions/scenario/baseline-date.ts';
export { checkCommand as check } from './cli/check.ts';
export { diffCommand as diff } from './cli/diff.ts';
export { InputError, formatProblem, formatProblems, orThrow } from './domain/errors.ts';
export type { Checked, InputProblem, Repair } from './domain/errors.ts';
export type * from './domain/tables.ts';
export type { Scenario } from './assumptions/scenario/scenario.ts';
export { scenarioDigest } from './assumptions/scenario/merge.ts';
export { applyChanges, changesBetween } from './assumptions/scenario/changes.ts';
export type { ScenarioChange } from './assumptions/scenario/changes.ts';
export { changeUnits } from './assumptions/scenario/change-units.ts';
export { diffScenarios, namesOf } from './assumptions/scenario/diff.ts';
export type { DiffRow } from './assumptions/scenario/diff.ts';
export { AGE_BANDS, PLACEMENT_TYPES, SECTORS, SERVICE_TYPES } from './domain/vocabulary.ts';
export type * from './domain/vocabulary.ts';
export { statusSentence, weakestStatus } from './domain/status.ts';
export type { EvidenceStatus, Strength } from './domain/status.ts';

// Files as their publishers hand them out.
export { importFiles } from './reporting/import/import-files.ts';
export type { Imported, ImportOptions } from './reporting/import/import-files.ts';
export type { ImportedTable, ImportFormat, ImportSource, LeftOut } from './data/import/import-format.ts';

// Runs.
export { run } from './experiments/run.ts';
export type { Run, RunOptions } from './experiments/run.ts';
export { runBlock } from './experiments/run-block.ts';
export type { RunBlockOptions, WrittenBlock } from './experiments/run-block.ts';
export { mergeRun as merge } from './experiments/merge-run.ts';
export { readManifest, readRun } from './experiments/read-run.ts';
export { readDraws } from './experiments/read-blocks.ts';
export type { DrawsOnDisk } from './experiments/read-blocks.ts';
export type { BlockEntry, BlockIndex } from './experiments/draw-blocks.ts';
export type { FinishedRun } from './experiments/read-run.ts';
export type { Manifest } from './experiments/manifest.ts';
export { buildPlan } from './simulation/plan/build-plan.ts';
export type { Plan } from './simulation/plan/plan.ts';
export { simulate } from './experiments/simulate.ts';
export type { Draws, SimulateOptions } from './experiments/simulate.ts';
export { StudyDesk, headlineValues, study } from './experiments/study.ts';
export type { StudyAnswer, StudyOptions, StudyQuestion } from './experiments/study.ts';
export type { Headline, Path, Reduction } from './measures/headline.ts';
export { headlinesOfTheBoard } from './measures/headlines-of-the-board.ts';
export { compare } from './experiments/compare/compare.ts';
export type { CompareOptions, Comparison, ComparisonManifest } from './experiments/compare/compare.ts';
export { compareHeadline } from './experiments/compare/compare-headline.ts';
export type { Estimate, HeadlineAbout, HeadlineComparison } from './experiments/compare/compare-headline.ts';
export { waterfalls } from './experiments/compare/waterfall.ts';
export type { Waterfall, WaterfallBar, WaterfallOptions } from './experiments/compare/waterfall.ts';
export { waterfallRun } from './experiments/compare/waterfall-run.ts';
export type { WaterfallRun, WaterfallRunOptions } from './experiments/compare/waterfall-run.ts';
export { luckGain } from './experiments/compare/luck.ts';
export type { LuckGain } from './experiments/compare/luck.ts';
export { stress } from './experiments/stress/stress.ts';
export type {
  NamedTestResult,
  PlacedReverseAnswer,
  StressOptions,
  StressResult,
} from './experiments/stress/stress-result.ts';
export type { OwnerLeaves } from './experiments/stress/n-minus-one.ts';
export type { Tolerance } from './experiments/stress/tolerances.ts';
export { programmeOutlook } from './experiments/programme/outlook.ts';
export type { Outlook, OutlookBasis } from './experiments/programme/outlook.ts';
export { slippedScenario } from './experiments/programme/slip.ts';
export { programme } from './reporting/programme/programme.ts';
export { outlookChart } from './reporting/programme/outlook-chart.ts';
export { outlookWords } from './reporting/programme/outlook-words.ts';
export { stressDrivers } from './experiments/stress/drivers.ts';
export { smallestShock } from './experiments/stress/smallest-shock.ts';
export { sensitivity } from './experiments/sensitivity/sensitivity.ts';
export type { Sensitivity, SensitivityOptions } from './experiments/sensitivity/sensitivity.ts';
export { sensitivityRows } from './experiments/sensitivity/sensitivity-rows.ts';
export type { SensitivityRow } from './experiments/sensitivity/sensitivity-rows.ts';
export { expectedPath } from './simulation/expected/expected-path.ts';
export type { ExpectedPath } from './simulation/expected/expected-path.ts';
export type { ParameterChoice } from './simulation/expected/parameters.ts';
export { claims, expectedOutcomes } from './measures/expected-outcomes.ts';
export type { Claim } from './measures/expected-outcomes.ts';

// What must be built, options against futures, and in which futures a target is missed.
export { solve } from './experiments/solve/solve.ts';
export type { Solution, SolveOptions, SolveVerdict } from './experiments/solve/solve.ts';
export { discover } from './experiments/discovery/discover.ts';
export { discoveryText } from './experiments/discovery/box-words.ts';
export { robustness } from './experiments/robustness/robustness.ts';
export type { Robustness, RobustnessOptions } from './experiments/robustness/robustness.ts';
export { minimaxRegret, robustnessFigures } from './experiments/robustness/robustness-figures.ts';
export { bindingTable, frontierTable, solutionTable } from './reporting/solution/solution-table.ts';
export { amountsChart, frontierChart } from './reporting/solution/solution-charts.ts';
export { robustnessTable, robustnessWords, writeRobustness } from './reporting/robustness/robustness-table.ts';
export { solutionWords } from './reporting/solution/solution-words.ts';
export { writeSolution } from './reporting/solution/write-solution.ts';

// Rates fitted to histories.
export { fit } from './reporting/fit/fit.ts';
export type { FitOptions, FitReport } from './reporting/fit/fit.ts';
export { fitHazards } from './calibration/hazards/fit-hazards.ts';
export type { FittedHazard, HazardFit } from './calibration/hazards/fit-hazards.ts';
export { fitChildren } from './calibration/children/fit-children.ts';
export type { ChildrenFit } from './calibration/children/fit-children.ts';
export { readBeside } from './calibration/children/children-inputs.ts';
export type { ChildrenInputs } from './calibration/children/children-inputs.ts';
export { kaplanMeier, logRank } from './calibration/hazards/kaplan-meier.ts';

// Risk scores.
export { scoreRuns } from './risk/score/score-runs.ts';
export type { RiskScores, ScoreOptions } from './risk/score/score-runs.ts';
export type { RiskScore } from './risk/score/risk-score.ts';
export { challenge } from './risk/challenge/challenge.ts';
export type { Challenge, ChallengeOptions } from './risk/challenge/challenge.ts';
export { declaredEvents } from './risk/events/declared-events.ts';
export { readScheme, schemeNames } from './risk/schemes/read-scheme.ts';
export { rate } from './risk/schemes/rate.ts';
export { besideModelled, scoreRows } from './risk/score/score-rows.ts';
export { challengeTable, driverWords, marginWords, viewsTable, viewWords } from './reporting/risk/challenge-words.ts';
export { heatChart } from './reporting/risk/heat-chart.ts';
export { writeScores } from './reporting/risk/write-scores.ts';
export { writeChallenge } from './reporting/risk/write-challenge.ts';

// Forecasts from history alone, and their scores.
export { forecast } from './reporting/history/forecast.ts';
export type { Forecast, ForecastOptions } from './reporting/history/forecast.ts';
export { backtest } from './reporting/history/backtest.ts';
export type { Backtest, BacktestOptions } from './reporting/history/backtest.ts';
export { backtestChart } from './reporting/history/backtest-chart.ts';
export { blindPathChart, blindAreasChart } from './reporting/history/blind-charts.ts';
export { blindScores, blindTest, knownCounts } from './reporting/history/blind-test.ts';
export { readHistory } from './calibration/history/read-history.ts';
export type { BacktestSummaryRow } from './calibration/backtest/summarise-cases.ts';
export { countsOf } from './calibration/history/count-history.ts';
export { scoreOf } from './calibration/backtest/backtest-summary.ts';

// Figures.
export { oneFigure, selectFigures } from './measures/select.ts';
export type { Where } from './measures/select.ts';
export { OutcomeTable } from './measures/outcome-table.ts';
export type { OutcomeRow } from './measures/outcomes.ts';

// Charts, tables and words.
export { fanChart } from './reporting/fan-chart.ts';
export { fanPanels } from './reporting/fan-panels.ts';
export { fanSeriesOf } from './reporting/fan-series.ts';
export { needAgainstPlaces } from './reporting/need-against-places.ts';
export { fanPointsOf } from './reporting/study-fan.ts';
export { waterfallChart } from './reporting/waterfall-chart.ts';
export type { WaterfallChartInput } from './reporting/waterfall-chart.ts';
export { stackedPlaces } from './reporting/stacked-places.ts';
export { exceedanceChart } from './reporting/exceedance-chart.ts';
export type { ExceedanceInput, ExceedanceSeries } from './reporting/exceedance-chart.ts';
export { slopeChart } from './reporting/slope-chart.ts';
export type { SlopeInput, SlopeSeries } from './reporting/slope-chart.ts';
export { heatTableChart } from './reporting/heat-table.ts';
export type { HeatCell, HeatTableInput } from './reporting/heat-table.ts';
export { lifeOfOwners } from './reporting/life-of-owners.ts';
export type { LifeOfOwnersInput, OwnerLife } from './reporting/life-of-owners.ts';
export { drawnLives } from './reporting/drawn-lives.ts';
export { mapOfWales } from './reporting/map-of-wales.ts';
export { readBoundaries } from './reporting/boundaries.ts';
export { rangesByArea, sectorMeansOf } from './reporting/outcome-figures.ts';
export { twoUncertainties } from './reporting/two-uncertainties.ts';
export type { TwoUncertainties } from './reporting/two-uncertainties.ts';
export { statutoryRules } from './reporting/statutory-dates.ts';
export { reverseChart, stressTestsChart } from './reporting/stress/stress-charts.ts';
export { STRESS_COLUMNS } from './reporting/stress/stress-row.ts';
export { stressTable } from './reporting/stress/stress-rows.ts';
export {
  breachText,
  datesText,
  peakText,
  plausibilityText,
  recordedText,
  reverseText,
  sizeText,
  toleranceText,
} from './reporting/stress/stress-words.ts';
export { writeStress } from './reporting/stress/write-stress.ts';
export { rankChart } from './reporting/sensitivity/rank-chart.ts';
export { throughTimeChart } from './reporting/sensitivity/through-time-chart.ts';
export { saveSensitivity } from './reporting/sensitivity/save-sensitivity.ts';
export { floorSentence, shareWithRange, weakEvidenceSentence } from './reporting/sensitivity/words.ts';
export { updateRegister } from './risk/register/update-register.ts';
export { newRegister, publishRegister } from './risk/register/new-register.ts';
export { splitRegister } from './risk/register/split-register.ts';
export { mergePacks } from './risk/register/merge-register.ts';
export { readScoreFile } from './risk/register/score-file.ts';
export { writeLessons } from './risk/lessons/write-lessons.ts';
export type { ScoreRow } from './risk/score-row.ts';
export { saveChart } from './reporting/save-chart.ts';
export { renderSvg } from './reporting/render-svg.ts';
export { renderPng } from './reporting/render-png.ts';
export { notebookSize } from './reporting/notebook-size.ts';
export { show, showMarkdown, showTable, markdown } from './reporting/notebook.ts';
export { checkGroupSums, frameOf } from './reporting/frames.ts';
export { writeCsv } from './reporting/csv.ts';
export {
  estimateWords,
  figureWords,
  interactionWords,
  levelWords,
  luckWords,
  runsWords,
  signWords,
} from './reporting/comparison-words.ts';
export {
  centralWithRange,
  formatDate,
  formatNumber,
  formatPounds,
  formatShare,
  frequencyText,
  listText,
  rangeText,
  roundBySpread,
} from './reporting/text.ts';

// Papers.
export { brief } from './reporting/briefing/brief.ts';
export type { Brief, BriefOptions, BriefPaper } from './reporting/briefing/brief.ts';
export { purpose } from './reporting/purpose/purpose.ts';
export type { PurposeOptions, PurposePanel } from './reporting/purpose/purpose.ts';
export { purposeChart } from './reporting/purpose/purpose-chart.ts';
export { assure } from './reporting/assurance/assure.ts';
export type { Assurance, AssureOptions } from './reporting/assurance/assure.ts';
export { easyRead } from './reporting/easy-read/easy-read.ts';
export type { EasyRead, EasyReadOptions } from './reporting/easy-read/easy-read.ts';
export { publish } from './reporting/publication/publish.ts';
export type { Publication, PublishOptions } from './reporting/publication/publish.ts';
export type * from './reporting/document/model.ts';
export { checkDocument } from './reporting/document/check-document.ts';
export { bindText } from './reporting/document/numbers/bind-text.ts';
export { lintNumbers, lintText } from './reporting/document/numbers/lint-numbers.ts';
export { NumberBook } from './reporting/document/numbers/number-book.ts';
export { writeDocument } from './reporting/document/write-document.ts';
export { exportForTranslators, readFromTranslators } from './reporting/translate/translate.ts';
export type { ExportOptions, ReadBack, ReadBackOptions, TranslatorExport } from './reporting/translate/translate.ts';
export { entriesOf, readWords } from './reporting/language/words.ts';
export type { Words } from './reporting/language/words.ts';
export { Messages } from './reporting/language/messages.ts';
export { ChartWords, chartWordsOf } from './reporting/chart-words.ts';
export { checkWelsh } from './reporting/language/check-welsh.ts';
export { readGlossary, readPlaceNames } from './reporting/language/glossary.ts';
export { plan, plans } from './reporting/sufficiency-plan/plan.ts';
export type { PlanOptions, SufficiencyPlan } from './reporting/sufficiency-plan/plan.ts';
export type { PlanContents, PlanFigure } from './reporting/sufficiency-plan/plan-contents.ts';
export { planFromWorkbook } from './reporting/packs/plan-from-workbook.ts';
export type { PlanFromWorkbook, PlanFromWorkbookOptions } from './reporting/packs/plan-from-workbook.ts';
export { pack, packContents } from './reporting/packs/pack.ts';
export type { PackOptions, WrittenPack } from './reporting/packs/pack.ts';
export { PACK_KINDS } from './reporting/packs/pack-contents.ts';
export type { Pack, PackKind, PackRow, PackSection, PackTable, Question } from './reporting/packs/pack-contents.ts';
