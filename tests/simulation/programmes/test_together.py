"""Several programmes in one world: they compose, and their order in a file does not matter."""

from __future__ import annotations

import numpy as np

from simulation.programmes import (
    AttachmentTherapy,
    Befriending,
    CreativeGroups,
    SafeNetworkMapping,
    SocialPrescribing,
    TraumaInformedCare,
    Volunteering,
)
from tests.properties.twins import difference, fields, same_bits
from tests.simulation.programmes.everybody import EVERYBODY, doses


def test_doses_of_two_programmes_compose_as_chances_do(village):
    model = village.fork([AttachmentTherapy(**EVERYBODY), Befriending(**EVERYBODY)])
    model.step()
    served = doses(model, "checking") > 0
    assert served.sum() > 480
    both = 1 - (1 - 0.85) * (1 - 0.65)
    np.testing.assert_allclose(doses(model, "safe_contact")[served], both, rtol=1e-6)
    np.testing.assert_allclose(doses(model, "checking")[served], 0.6, rtol=1e-6)


def test_the_order_of_programmes_changes_no_bit(village):
    programmes = [
        TraumaInformedCare(training_weeks=3),
        CreativeGroups(activity="choir", eligibility="", trauma_informed=0.3),
        SocialPrescribing(consultation_chance=0.5),
        SafeNetworkMapping(),
        Volunteering(places=20),
        Befriending(mode="visit"),
    ]
    one, other = village.fork(programmes), village.fork(programmes[::-1])
    for model in (one, other):
        model.run_weeks(8)
    assert difference(one, other) == []
    for a, b in zip(one.deliveries, other.deliveries, strict=True):
        assert a.programme == b.programme
        assert len(a.roster.cases) > 0
        assert same_bits(fields(a.roster.cases), fields(b.roster.cases))
        assert a.ledger.total() == b.ledger.total() > 0
        assert a.ledger.weekly().equals(b.ledger.weekly())
