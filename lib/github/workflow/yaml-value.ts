/** The content of a workflow file. A mapping keeps its order, and entries that are undefined are omitted. */
export type YamlValue =
  string | number | boolean | readonly YamlValue[] | YamlMapping | YamlNote | YamlScript | YamlAnchor | YamlAlias;

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

/** The script of a step, and the functions that it calls. The job of the step defines them before. */
export class YamlScript {
  public constructor(
    public readonly text: string,
    public readonly functions: readonly string[],
  ) {}
}

/** A value that other parts of the file refer to by a name. */
export class YamlAnchor {
  public constructor(
    public readonly name: string,
    public readonly value: YamlValue,
  ) {}
}

/** A reference to the value with an anchor, which is above it. */
export class YamlAlias {
  public constructor(public readonly name: string) {}
}
