"""Figures that a person can check by hand."""
import unittest

import numpy as np

from vigie_train.data.pictures import LabelledPicture
from vigie_train.judge.calibration import calibrate
from vigie_train.judge.measure import tally
from vigie_train.judge.predict import merged
from vigie_train.judge.sections import Judged

PERSON, CAR, BUS = 0, 3, 4


def picture(things, ignored=(), unlabelled=0):
    return LabelledPicture(
        path="", width=100, height=100, set_name="s", scene="s", split="test", source="human", lighting="day",
        unlabelled=unlabelled,
        boxes=np.array([box for box, _ in things], np.float32).reshape(-1, 4),
        classes=np.array([c for _, c in things], np.int64),
        scores=np.ones(len(things), np.float32),
        maybe=np.array([1 << c for _, c in things], np.int64),
        ignored=np.array([box for box, _ in ignored], np.float32).reshape(-1, 4),
        ignored_bits=np.array([bits for _, bits in ignored], np.int64),
    )


def found(*rows):
    return np.array([[*(v / 100 for v in box), score, c] for box, score, c in rows], np.float32).reshape(-1, 6)


class Measuring(unittest.TestCase):
    def test_hits_misses_and_false_finds(self):
        truth = picture([((10, 10, 30, 50), PERSON), ((60, 10, 80, 50), PERSON)])
        finds = found(((11, 10, 31, 50), 0.9, PERSON), ((0, 60, 20, 90), 0.8, PERSON), ((60, 12, 80, 52), 0.3, PERSON))
        result = tally([truth], [finds], (PERSON,))
        self.assertEqual(result.right.tolist(), [1, 0, 1])
        self.assertAlmostEqual(result.f1(0.5), 2 * 1 / (2 + 2))
        self.assertAlmostEqual(result.f1(0.1), 2 * 2 / (2 + 3))
        self.assertAlmostEqual(result.average_precision(), 0.5 + 0.5 * 2 / 3, places=5)

    def test_a_second_find_on_the_same_thing_is_wrong(self):
        truth = picture([((10, 10, 30, 50), PERSON)])
        result = tally([truth], [found(((10, 10, 30, 50), 0.9, PERSON), ((11, 11, 30, 50), 0.8, PERSON))], (PERSON,))
        self.assertEqual(result.right.tolist(), [1, 0])

    def test_a_bus_called_car_is_a_vehicle_all_the_same(self):
        truth = picture([((10, 10, 60, 50), BUS)])
        finds = [found(((10, 10, 60, 50), 0.9, CAR))]
        self.assertEqual(tally([truth], finds, (CAR, BUS)).right.tolist(), [1])
        self.assertEqual(tally([truth], finds, (CAR,)).right.tolist(), [0])

    def test_what_is_not_judged_counts_neither_way(self):
        truth = picture([], ignored=[((0, 0, 40, 40), 1 << PERSON)])
        finds = [found(((5, 5, 20, 30), 0.9, PERSON), ((5, 5, 20, 30), 0.9, CAR))]
        self.assertEqual(len(tally([truth], finds, (PERSON,)).right), 0)
        self.assertEqual(tally([truth], finds, (CAR,)).right.tolist(), [0])
        unlabelled = picture([], unlabelled=1 << CAR)
        self.assertEqual(len(tally([unlabelled], finds, (CAR,)).right), 0)

    def test_only_things_of_the_asked_size_are_judged(self):
        truth = picture([((10, 10, 14, 18), PERSON), ((50, 10, 80, 70), PERSON)])
        finds = [found(((10, 10, 14, 18), 0.9, PERSON), ((50, 10, 80, 70), 0.8, PERSON))]
        result = tally([truth], finds, (PERSON,), (0.0, 0.2))
        self.assertEqual((result.things, result.right.tolist()), (1, [1]))

    def test_nothing_to_find_has_no_figure(self):
        self.assertIsNone(tally([picture([])], [found()], (PERSON,)).f1(0.5))

    def test_overlapping_finds_of_one_kind_become_one(self):
        boxes = np.array([[0.1, 0.1, 0.3, 0.5], [0.11, 0.1, 0.3, 0.5], [0.1, 0.1, 0.3, 0.5], [0.6, 0.1, 0.8, 0.5]], np.float32)
        scores = np.zeros((4, 6), np.float32)
        scores[0, CAR], scores[1, BUS], scores[2, PERSON], scores[3, CAR] = 0.9, 0.8, 0.7, 0.6
        self.assertEqual(sorted(merged(boxes, scores)[:, 5].tolist()), [PERSON, CAR, CAR])

    def test_calibration_rises_and_meets_the_share_that_is_right(self):
        rng = np.random.default_rng(1)
        truths, finds = [], []
        for _ in range(1500):
            score = rng.uniform(0.02, 0.98)
            truths.append(picture([((10, 10, 30, 50), PERSON)] if rng.random() < score ** 2 else []))
            finds.append(found(((10, 10, 30, 50), score, PERSON)))
        curve = calibrate(Judged(truths, finds))["person"]
        scores, shares = np.array(curve).T
        self.assertTrue((np.diff(scores) > 0).all() and (np.diff(shares) >= 0).all())
        self.assertAlmostEqual(float(np.interp(0.7, scores, shares)), 0.49, delta=0.1)


if __name__ == "__main__":
    unittest.main()
