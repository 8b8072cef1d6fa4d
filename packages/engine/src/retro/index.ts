// What threads that answer questions about the past are made of; without the schemas of scenarios, so that they start fast.
export { answerPast, SURVEY_SHARE } from "./answer-past.ts";
export { nothingStored } from "./past-errors.ts";
export { type PartAnswer, type PastHooks, replayPart } from "./replay-part.ts";
export { type PastPart, type PastQuestion, type Survey, surveyThePast } from "./survey.ts";
