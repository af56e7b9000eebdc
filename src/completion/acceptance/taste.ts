import type { Features, Profile } from '../request';
import { startingWeights } from './startingWeights';
import { mostLearned, mostNames, nothingLearned } from './tasteData';
import type { TasteData } from './tasteData';

/** A completion that is less likely to be accepted is not worth a glance (docs/lab/confidence.md). */
export const leastChance: Readonly<Record<Profile, number>> = { calm: 0.4, balanced: 0.25, eager: 0.15 };

/** Of the lines whose completion would not be shown, each so-many-th gets it all the same: tastes and models change. */
const tryEvery = 8;

/**
 * How far one answer moves a weight that many completions share, and one for a shape in a language. Larger steps hide more
 * that would be accepted, by chance (5 of 177 at 0.8 and 0.25); smaller ones take longer to see what a user dislikes.
 */
const stepOfShared = 0.04;
const stepOfOwn = 0.5;
/** What was learned fades by this share with each answer that says something else about it. */
const fading = 0.01;
/** Weight of the newest answer in the mood: the last seven or so count. */
const newest = 0.15;

export interface Judgement {
  /** What to learn from, when the user has answered. */
  readonly features: Features;
  readonly isWanted: boolean;
}

/** Whether this user wants to see a completion: a logistic regression that learns from what they accept and reject. */
export class Taste {
  #data: TasteData;
  #heldBack = 0;
  #lastPlace: string | undefined;
  #lastTry = false;

  constructor(data: TasteData = nothingLearned) {
    this.#data = data;
  }

  get data(): TasteData {
    return this.#data;
  }

  /** Another window has learned more, or the user wants all forgotten. */
  replace(data: TasteData): void {
    this.#data = data;
  }

  /**
   * @param place names the line: while a line is being written each key asks anew, and that is one occasion.
   */
  judge(seen: Features, profile: Profile, place: string): Judgement {
    const features = { ...seen, 'you accept much lately': this.#data.mood * 2 - 1 };
    if (this.chance(features) >= leastChance[profile]) return { features, isWanted: true };
    if (place !== this.#lastPlace) {
      this.#lastPlace = place;
      this.#heldBack += 1;
      this.#lastTry = this.#heldBack % tryEvery === 0;
    }
    return { features, isWanted: this.#lastTry };
  }

  /** The estimated chance that the completion is accepted, 0 to 1. */
  chance(features: Features): number {
    const { learned } = this.#data;
    let sum = 0;
    for (const [name, value] of Object.entries(features)) {
      sum += value * ((startingWeights[name] ?? 0) + (learned[name] ?? 0));
    }
    return 1 / (1 + Math.exp(-sum));
  }

  learn(features: Features, isAccepted: boolean): void {
    const surprise = Number(isAccepted) - this.chance(features);
    const { accepted, rejected, mood, learned } = this.#data;
    const moved = Object.entries(features).map(([name, value]): [string, number] => {
      const step = name.includes(' in: ') ? stepOfOwn : stepOfShared;
      const weight = (learned[name] ?? 0) * (1 - fading) + step * surprise * value;
      return [name, Math.min(mostLearned, Math.max(-mostLearned, weight))];
    });
    this.#data = {
      accepted: accepted + Number(isAccepted),
      rejected: rejected + Number(!isAccepted),
      mood: mood + newest * (Number(isAccepted) - mood),
      learned: strongest({ ...learned, ...Object.fromEntries(moved) }),
    };
  }
}

/** What says least goes first when there are too many names. */
function strongest(weights: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  const all = Object.entries(weights);
  if (all.length <= mostNames) return weights;
  return Object.fromEntries(all.toSorted(([, a], [, b]) => Math.abs(b) - Math.abs(a)).slice(0, mostNames));
}
