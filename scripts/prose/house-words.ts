/** A wording that this project does not use in prose, and what it writes instead. */
export interface HouseWord {
  readonly wording: RegExp;
  readonly plain: string;
}

/** Words after which `where` is about a place. */
const places =
  'accounts?|Regions?|files?|folders?|directory|lines?|pages?|stacks?|environments?|terminal|registry|templates?|section|' +
  'places?|locations?|hosts?|network|columns?|steps?|jobs?|know|knows|known|show|shows|see|sees|of|from|to|and|or|about';

const words: readonly (readonly [wording: string, plain: string])[] = [
  // Actors have a name.
  ['(?:who|what|which|where)ever', "'anyone who' or 'any … that'"],
  ['(?:no|some|every)body', 'the actor: an IAM principal, another account, no one else, anyone'],
  ['whom', "the actor, or 'who'"],
  ['people of', 'users with access to, the team that owns'],
  // `where` is for places.
  [`(?<!\\b(?:${places}) )where`, "'if' or 'when'"],
  // Ordinary verbs.
  ['mend(?:s|ed|ing)?', 'fix'],
  ['told|tells?|telling', 'report, notify, show'],
  ['(?:stands?|stood|standing)(?! for\\b)', 'is, is written, is required'],
  ['takes? (?:no|none|nothing|only)', 'does not accept, accepts only'],
  ['(?:goes|go) with', 'requires, belongs to'],
  ['comes? to (?:be|a|an|the|nothing)', 'becomes'],
  ['(?:ask|asks|asked|asking) for', 'needs, requires, requests'],
  ['stays? (?:when|behind)', 'is retained'],
  ['lets? (?:in|out|through)', 'allows'],
  ['must be left out', 'must not be set'],
  ['must be (?:that|those) of', "'must match' or the noun"],
  ['judg(?:es?|ed|ing)', 'check, evaluate, decide'],
  ['(?:is|are) to be', 'must be, will be'],
  ['hand(?:s|ed)? (?:it|them)? ?out', 'issues, returns'],
  ['(?:goes|go|went) away', 'is deleted'],
  // Connectives.
  ['besides?', 'next to, in addition to, other than'],
  ['as good as', 'almost'],
  ["of (?:its|one's|their|our|your|his|her|my|the [\\w-]+'s) own", "'its own …'"],
  ['elsewhere', 'in another account, in another file'],
  ['therein|thereof|thereby|whereby|wherein|whence|hence|lest|thus', 'so, by which'],
  ['(?:nothing|none|nowhere|no \\w+) but', 'only'],
  ['all but', 'all … except'],
  ['without a word', 'silently'],
  ['for good', 'permanently'],
  // Nouns.
  ['admi(?:ssions?|ts?|tted|tting)', 'granted access, grants access to, allows'],
  ['holes?', 'unresolved value'],
  ['wish(?:es|ed)?', 'rule, request'],
  ['hand-?outs?', 'instructions'],
  ['(?:the|its|their|whose|this|that|a|of) reach', 'matching resources'],
];

export const houseWords: readonly HouseWord[] = words.map(([wording, plain]) => ({
  wording: new RegExp(`\\b(?:${wording})\\b`, 'gi'),
  plain,
}));

/** Openings that a doc comment must not have. It starts with a noun, a verb in the third person or "Whether". */
export const relativeOpening = /(?<=^\s*)(?:what|who|whom|whose|where|that|those|as)\b/gi;

/** A semicolon before a clause without its own subject or verb. */
export const elidedClause =
  /; (?:or|nor|not|no|none|but|that|those|the others?|others?|which|only|never|also|else|so)\b/gi;

/** A semicolon between the problem and the remedy of a message. */
export const joinedRemedy = /; (?=[a-zX`'])/g;
