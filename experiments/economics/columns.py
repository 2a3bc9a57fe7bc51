"""Units and meanings of what the economic tables hold, for the data dictionary."""

from __future__ import annotations

__all__ = ["ECONOMIC_COLUMNS"]

_EACH = "currency for each 1,000 people"
_RATIO = "Given only where the arm costs more and does more; else see quadrant."
_VALUED = "Life satisfaction gained, valued at the {} value of a WELLBY, less cost."

#: Unit and meaning of every column and measure, by name.
ECONOMIC_COLUMNS: dict[str, tuple[str, str]] = {
    "arm": ("", "World that is compared."),
    "baseline": ("", "World it is compared with, over the same seeds."),
    "measure": ("", "One of the measures listed here by name."),
    "value": (
        "unit of the measure",
        "Mean over seeds, or ratio of means; in information_value what the information is worth "
        f"({_EACH}).",
    ),
    "low": ("as the column before", "Lower end of the 95 % interval over seeds."),
    "high": ("as the column before", "Upper end of the 95 % interval over seeds."),
    "seeds": ("seeds", "Number of seeds behind a mean."),
    "quadrant": ("", "Where the arm lies on the cost-effectiveness plane, in words."),
    "interval": (
        "",
        "What kind of interval a ratio has (Fieller's): bounded; may save money, where the lower "
        "end is below 0; unbounded, where the effect is not clear of nothing; or no ratio.",
    ),
    "cost": (_EACH, "Discounted cost to the payers of the perspective, beyond the baseline's."),
    "cost_health_service": (_EACH, "The part of cost that the health service pays."),
    "cost_local_authority": (_EACH, "The part of cost that the local authority pays."),
    "cost_voluntary_sector": (_EACH, "The part of cost that the voluntary sector pays."),
    "cost_participant": (_EACH, "The part of cost that participants bear, own time included."),
    "isolation_free_years": (
        "person-years for each 1,000 people",
        "Discounted years lived without isolation, gained on the baseline.",
    ),
    "loneliness_free_years": (
        "person-years for each 1,000 people",
        "Discounted years lived without loneliness, gained on the baseline.",
    ),
    "life_satisfaction_years": (
        "points (0-10) times person-years for each 1,000 people",
        "Discounted life satisfaction gained on the baseline; one is a WELLBY.",
    ),
    "lonely_fewer_at_end": (
        "people for each 1,000",
        "How many fewer are lonely at the end than in the baseline.",
    ),
    "cost_per_isolation_free_year": ("currency", f"Cost of a year without isolation. {_RATIO}"),
    "cost_per_loneliness_free_year": ("currency", f"Cost of a year without loneliness. {_RATIO}"),
    "cost_per_life_satisfaction_year": (
        "currency",
        f"Cost of a point of life satisfaction for a year. {_RATIO}",
    ),
    "cost_per_lonely_fewer_at_end": (
        "currency",
        f"Cost of one lonely person fewer at the end. {_RATIO}",
    ),
    "net_benefit": (_EACH, _VALUED.format("central") + " In acceptability: willingness to pay "
                    "times the main effect, less cost, mean over draws."),
    "net_benefit_low": (_EACH, _VALUED.format("low")),
    "net_benefit_high": (_EACH, _VALUED.format("high")),
    "effect": (
        "person-years, or points times person-years, for each 1,000 people",
        "The main effect of the study, beyond the baseline's.",
    ),
    "status": (
        "",
        "frontier: worth considering; dominated: another costs no more and does no less; "
        "extendedly dominated: a mix of two others does the same for less; equal: costs and does "
        "what another on the frontier does.",
    ),
    "compared_with": ("", "The next cheaper arm on the frontier."),
    "incremental_cost": (_EACH, "What the arm costs beyond the one it is compared with."),
    "incremental_effect": ("as effect", "What the arm does beyond the one it is compared with."),
    "ratio": ("currency", "Incremental cost for one more unit of the main effect (ICER)."),
    "year": ("year", "Year after the burn-in, from 1."),
    "payer": ("", "Who pays; 'all': whoever pays, also outside the perspective."),
    "pence": (
        "hundredths of the currency",
        "What was spent, exact total over seeds; empty where money was converted.",
    ),
    "spent": ("currency", "What was spent in the world in that year, undiscounted, mean."),
    "change": ("currency", "What was spent beyond the baseline, undiscounted, mean over seeds."),
    "change_per_1000": (_EACH, "The same for each 1,000 people of the baseline in that year."),
    "point": ("", "Which draw of the inputs; 0 is the study as written."),
    "willingness_to_pay": ("currency for each unit of effect", "What a unit of effect is worth."),
    "probability": ("share", "Share of draws in which the arm has most net benefit."),
    "frontier": ("", "Whether the arm has most net benefit on average over draws."),
    "expected_loss": (_EACH, "What the arm falls short of the best arm of each draw, mean."),
    "noise_share": (
        "share",
        "Share of the variance of net benefit between draws that is luck of the seeds.",
    ),
    "draws": ("draws", "Number of complete draws."),
    "kind": ("", "perfect: everything known; input: one input known; group: several."),
    "inputs": ("", "Which input or group of inputs would be known."),
    "standard_error": (_EACH, "Standard error of the value of information over draws."),
    "share": ("share", "Share of the value of perfect information."),
    "terms": ("terms", "Terms of the regression on the inputs; 0 for none."),
}  # fmt: skip
