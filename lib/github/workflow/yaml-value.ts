/** The content of a workflow file. A mapping keeps its order, and entries that are undefined are omitted. */
export type YamlValue = string | number | boolean | readonly YamlValue[] | YamlMapping | YamlNote;

export interface YamlMapping {
  readonly [key: string]: YamlValue | undefined;
}

/** A value with comments for its reader: in lines above it, or at the end of its line. */
export class YamlNote {
  public constructor(
    public readonly value: YamlValue,
    public readonly above: readonly string[],
    public readonly behind?: string,
  ) {}
}
