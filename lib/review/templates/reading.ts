import { type ChosenKey } from './map-keys';
import { type Template } from './template';
import { type Value } from './value';

/** One reading of a template, under assumptions about its conditions. */
export interface Reading {
  readonly template: Template;
  /** Evaluates the functions of a value. The result is `undefined` for `AWS::NoValue`. */
  resolve(raw: unknown): Value | undefined;
  /** Returns the value of `Ref`. */
  refer(name: string): Value | undefined;
  /** Returns the value of `Fn::GetAtt`. */
  attribute(logicalId: string, name: string): Value;
  importValue(name: string): Value;
  /** Whether a condition is true, or `undefined` if both branches must be read. */
  decide(condition: string): boolean | undefined;
  /** The key of a map, or the position in a list, that a value is. `canMiss` says that it may be none of the keys. */
  chooseKey(raw: unknown, keys: () => readonly string[], canMiss: boolean): ChosenKey;
  /**
   * An unresolved value for an expression that cannot be evaluated. It is the same for the same expression, unless that
   * is long.
   */
  unknown(raw: object, what: string): string;
  /** Joins texts. The result is unresolved if it is too long. */
  compose(pieces: readonly string[], raw: object): string;
}
