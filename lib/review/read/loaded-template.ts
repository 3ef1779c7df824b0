import { type Place } from '../templates/template-graph';

/** A template as it was read, with what its assembly says of where it goes. */
export interface LoadedTemplate {
  /** The name of the stack, or of the file. */
  readonly name: string;
  /** The file, as the user named it or relative to the assembly. */
  readonly file: string;
  /** What the file holds; anything may stand there. */
  readonly body: unknown;
  /** Known parts of where it goes. */
  readonly place: Partial<Place>;
  /** The paths of constructs by logical ids, if the assembly tells them beside the template. */
  readonly paths?: ReadonlyMap<string, string>;
  /** The stack resource that hands this nested stack its parameters, by its template's name. */
  readonly nestedIn?: { readonly template: string; readonly logicalId: string };
}
