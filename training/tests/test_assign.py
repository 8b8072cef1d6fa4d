"""Every thing finds cells that learn it, and no cell learns two."""
import unittest

import torch

from vigie_train.assign import assign, candidates
from vigie_train.losses import DetectionLoss
from vigie_train.model.decode import anchor_points, decode_boxes

HEIGHT, WIDTH, CLASSES = 96, 160, 6


def label(picture, box, class_id=0, score=1.0, maybe=None):
    return [picture, *box, class_id, score, 1 << class_id if maybe is None else maybe]


def blank(batch=1):
    points, strides = anchor_points(HEIGHT, WIDTH)
    return decode_boxes(torch.zeros(batch, len(points), 4), points, strides), torch.full((batch, len(points), CLASSES), 0.01)


def chosen(labels, trust=0.0):
    labels = torch.tensor(labels)
    boxes, scores = blank(int(labels[:, 0].max()) + 1)
    maybe = torch.tensor([[int(bits) >> c & 1 for c in range(CLASSES)] for bits in labels[:, 7].tolist()]).float()
    return assign(labels, maybe, boxes, scores, HEIGHT, WIDTH, trust), boxes.shape[1]


class Assigning(unittest.TestCase):
    def test_small_large_and_border_things_all_get_cells(self):
        for box in ((3, 3, 6, 8), (80, 40, 84, 47), (0, 0, 160, 96), (150, 80, 160, 96), (0, 90, 159, 96)):
            for trust in (0.0, 1.0):
                with self.subTest(box=box, trust=trust):
                    result, _ = chosen([label(0, box)], trust)
                    self.assertGreater(len(result.cell), 0)
                    self.assertTrue(((result.target > 0) & (result.target <= 1)).all())

    def test_a_cell_answers_for_one_thing(self):
        result, _ = chosen([label(0, (40, 20, 80, 70)), label(0, (44, 24, 84, 74)), label(0, (60, 30, 70, 50))])
        self.assertEqual(len(result.cell), len(set(result.cell.tolist())))
        self.assertEqual(set(result.label.tolist()), {0, 1, 2})

    def test_things_stay_in_their_picture(self):
        result, cells = chosen([label(0, (40, 20, 80, 70)), label(2, (40, 20, 80, 70))])
        self.assertEqual({(c // cells, n) for c, n in zip(result.cell.tolist(), result.label.tolist())}, {(0, 0), (2, 1)})

    def test_the_level_fits_the_size(self):
        cells, prior = candidates(torch.tensor([label(0, (10, 10, 26, 26)), label(0, (0, 0, 158, 96))]), HEIGHT, WIDTH, 315)
        best = cells.gather(1, prior.argmax(1, keepdim=True)).flatten().tolist()
        self.assertLess(best[0], 240)
        self.assertGreaterEqual(best[1], 240)

    def test_what_a_teacher_doubts_is_taught_more_softly(self):
        sure, _ = chosen([label(0, (40, 20, 80, 70))])
        unsure, _ = chosen([label(0, (40, 20, 80, 70), score=0.5)])
        self.assertLess(unsure.target.max(), sure.target.max())


class Losing(unittest.TestCase):
    def setUp(self):
        self.loss = DetectionLoss(HEIGHT, WIDTH, "cpu")
        self.cells = len(self.loss.points)
        self.judged = torch.zeros(1, self.cells, dtype=torch.uint8)
        self.label = torch.tensor([label(0, (40, 20, 80, 70))])

    def raw(self, score=-6.0):
        return torch.cat((torch.zeros(1, self.cells, 4), torch.full((1, self.cells, CLASSES), score)), 2)

    def test_a_network_can_learn_one_picture(self):
        raw = self.raw(-3.0).requires_grad_()
        optimiser = torch.optim.Adam([raw], 0.2)
        values = []
        for _ in range(120):
            value, _ = self.loss(raw, self.label, self.judged, 1.0)
            optimiser.zero_grad()
            value.backward()
            optimiser.step()
            values.append(float(value))
        self.assertLess(values[-1], 0.4 * values[0])
        best = raw[0, :, 4].argmax()
        box = decode_boxes(raw[..., :4], self.loss.points, self.loss.strides)[0, best]
        self.assertLess(float((box - self.label[0, 1:5]).abs().max()), 4.0)

    def test_what_nobody_judged_costs_nothing(self):
        none = torch.zeros(0, 8)
        wrong = self.raw(2.0)
        cost, _ = self.loss(wrong, none, self.judged, 1.0)
        free, _ = self.loss(wrong, none, self.judged + 63, 1.0)
        persons_free, _ = self.loss(wrong, none, self.judged + 1, 1.0)
        self.assertGreater(float(cost), 1.0)
        self.assertEqual(float(free), 0.0)
        self.assertAlmostEqual(float(persons_free), float(cost) * 5 / 6, places=2)

    def test_either_name_of_an_uncertain_thing_is_right(self):
        either = torch.tensor([label(0, (40, 20, 80, 70), 1, maybe=0b110)])
        costs = []
        for class_id in (1, 2, 3):
            raw = self.raw()
            raw[..., 4 + class_id] = 3.0
            costs.append(float(self.loss(raw, either, self.judged + (63 & ~(1 << 3)), 1.0)[0]))
        self.assertAlmostEqual(costs[0], costs[1], places=4)
        self.assertGreater(costs[2], costs[0])


if __name__ == "__main__":
    unittest.main()
