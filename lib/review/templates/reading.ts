import { type ChosenKey } from './map-keys';
import { type Template } from './template';
import { type Value } from './value';

/** One reading of a template, under what is assumed of its conditions. */
export interface Reading {
  readonly template: Template;
  /** The value with its functions worked out; nothing for `AWS::NoValue`. */
  resolve(raw: unknown): Value | undefined;
  /** What `Ref` gives. */
  refer(name: string): Value | undefined;
  /** What `Fn::GetAtt` gives. */
  attribute(logicalId: string, name: string): Value;
  importValue(name: string): Value;
  /** Whether a condition holds; nothing where both branches are to be read. */
  decide(condition: string): boolean | undefined;
  /** The key of a map, or the position in a list, that a value comes to; `canMiss` if it may be none of the keys. */
  chooseKey(raw: unknown, keys: () => readonly string[], canMiss: boolean): ChosenKey;
  /** A hole for what can't be worked out; the same for the same expression, unless that is long. */
  unknown(raw: object, what: string): string;
  /** One text of many, or a hole where it gets too long. */
  compose(pieces: readonly string[], raw: object): string;
}
