// The button and the cards behind it: forty-four kinds by family, the everyday ones first, found by a word.
import { Alert, Button, Modal, Text, TextInput, UnstyledButton } from "@mantine/core";
import { IconPlus, IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { KindBadges } from "./kind-badges.tsx";
import { type KindCard, kindGroups, matchingKinds, missesMost } from "./kind-card.ts";
import { KindIcon } from "./kind-icons.tsx";
import { KindLimit } from "./kind-limit.tsx";
import classes from "./kind-picker.module.css";
import { PublishedScore } from "./published-score.tsx";
import { type SeenClasses, unseenOf } from "./seen-classes.ts";

interface KindPickerProps {
  kinds: readonly KindCard[];
  error: string | null;
  /** Name of the detector that looks here, and what it can tell; empty while nobody knows. */
  seen: SeenClasses;
  onPick(kind: KindCard): void;
}

export function KindPicker({ kinds, error, seen, onPick }: KindPickerProps) {
  const { t, i18n } = useTranslation();
  const [open, setOpen] = useState(false);
  const [words, setWords] = useState("");
  const nameOf = ({ kind }: KindCard) => (i18n.exists(`kind.${kind}`) ? t(`kind.${kind}` as "kind.stopped") : kind);
  const textOf = ({ kind }: KindCard) =>
    i18n.exists(`kindText.${kind}`) ? t(`kindText.${kind}` as "kindText.stopped") : "";
  const wordsFor = ({ kind }: KindCard) =>
    i18n.exists(`kindWords.${kind}`) ? t(`kindWords.${kind}` as "kindWords.stopped") : "";
  const read = (card: KindCard) => `${nameOf(card)} ${textOf(card)} ${t(`family.${card.family}`)}`;
  const found = matchingKinds(kinds, words, read, wordsFor);
  const groups = words.trim() === "" ? kindGroups(kinds) : found.length > 0 ? [{ family: null, cards: found }] : [];
  const close = () => {
    setOpen(false);
    setWords("");
  };
  return (
    <>
      <Button leftSection={<IconPlus size={17} />} onClick={() => setOpen(true)}>
        {t("scenarios.add")}
      </Button>
      <Modal
        opened={open}
        onClose={close}
        title={t("scenarios.pick")}
        size={980}
        closeButtonProps={{ "aria-label": t("common.close") }}
      >
        {error !== null && <Alert color="red">{error}</Alert>}
        <TextInput
          data-autofocus
          className={classes.search}
          aria-label={t("picker.search")}
          placeholder={t("picker.searchHint")}
          leftSection={<IconSearch size={16} />}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <Text size="xs" c="dimmed" mb="md">
          {t("score.hint")}
        </Text>
        {groups.length === 0 && kinds.length > 0 && <Text c="dimmed">{t("picker.nothing", { words })}</Text>}
        {groups.map(({ family, cards }) => (
          <section key={family ?? "found"} className={classes.family}>
            <h3 className={classes.familyName}>
              {family === null
                ? t("picker.found", { count: cards.length })
                : t(family === "everyday" ? "picker.everyday" : `family.${family}`)}
            </h3>
            <div className={classes.cards}>
              {cards.map((card) => (
                <UnstyledButton
                  key={card.kind}
                  className={classes.card}
                  data-kind={card.kind}
                  disabled={!card.built}
                  onClick={() => {
                    close();
                    onPick(card);
                  }}
                >
                  <span className={classes.head}>
                    <KindIcon kind={card.kind} size={22} />
                    <Text fw={600} component="span">
                      {nameOf(card)}
                    </Text>
                  </span>
                  <Text size="sm" c="dimmed" component="span">
                    {textOf(card)}
                  </Text>
                  <KindBadges
                    card={card}
                    unseen={unseenOf(card, seen.names)}
                    misses={missesMost(card, seen.detector)}
                  />
                  <KindLimit kind={card.kind} detector={seen.detector} />
                  <span className={classes.score}>
                    {card.evidence !== "concept" && <PublishedScore card={card} detector={seen.detector} brief />}
                  </span>
                </UnstyledButton>
              ))}
            </div>
          </section>
        ))}
      </Modal>
    </>
  );
}
