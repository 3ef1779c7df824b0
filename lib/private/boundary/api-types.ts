import table from './api-types.json';

/** The name of a parameter, with `?` if it is optional and `...` if it is variadic, and its type in one word. */
export type Parameter = readonly [string, string];

/** How to recognize a value of a type that has a name. */
export interface CheckedType {
  /** Whether it is a class of this library. */
  readonly own?: boolean;
  /** A member that every value of a type of another package has. */
  readonly has?: string;
  /** A static method that creates one. */
  readonly factory?: string;
  /** Whether it is a struct of another package, whose properties that package checks. */
  readonly object?: boolean;
  /** The properties of a struct of this library, with `?` if they are optional, and their types. */
  readonly props?: Readonly<Record<string, string>>;
  /** The values of an enumeration of this library. */
  readonly values?: readonly (string | number)[];
}

/** The types of the public API: what each class accepts in its constructor (`new`) and in its methods. */
export interface ApiTypes {
  readonly calls: Readonly<Record<string, Readonly<Record<string, readonly Parameter[]>>>>;
  readonly types: Readonly<Record<string, CheckedType>>;
}

/** Generated from the built package by `npm run api-types`. */
export const apiTypes = table as unknown as ApiTypes;
