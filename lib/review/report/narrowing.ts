import { type Operation } from '../access/access-row';

/** The part of a report that a reader requests. A key that is not set narrows nothing. */
export interface Narrowing {
  /** The name or the ARN of repositories, with `*` and `?`. */
  readonly repository?: string;
  /** Text in the name or the kind of a principal, in any case. */
  readonly who?: string;
  readonly can?: Operation;
  /** The only section to show after the summary, or the summary alone. */
  readonly only?: 'findings' | 'summary';
}

/** Whether a narrowing leaves out rows and findings, and not only sections. */
export function isFiltered({ repository, who, can }: Narrowing): boolean {
  return repository !== undefined || who !== undefined || can !== undefined;
}

/** The words of a narrowing, such as `the operation push`. There are none if it narrows nothing. */
export function narrowingWords({ repository, who, can, only }: Narrowing): string[] {
  return [
    ...(repository === undefined ? [] : [`repositories like '${repository}'`]),
    ...(who === undefined ? [] : [`principals with '${who}'`]),
    ...(can === undefined ? [] : [`the operation ${can}`]),
    ...(only === undefined ? [] : [`the ${only} alone`]),
  ];
}
