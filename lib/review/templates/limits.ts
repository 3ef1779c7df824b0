/**
 * Far above the need of a template of at most 1 MB, which is CloudFormation's limit. Everything above it is unknown.
 */
const mostSteps = 1_000_000;
const mostCharacters = 16_000_000;
/** Longer than any text that a service accepts from CloudFormation's functions. */
const longestText = 65_536;
/** Deeper than any template that people write. Every level uses some of the stack. */
const mostLevels = 100;

/** The depth of a reading over all templates, because they refer to each other. */
export class Depth {
  private level = 0;

  public get canGoDeeper(): boolean {
    return this.level < mostLevels;
  }

  public deeper<T>(work: () => T): T {
    this.level += 1;
    try {
      return work();
    } finally {
      this.level -= 1;
    }
  }
}

/** The limits for the reading of one template, so that a hostile template is not read to its end. */
export class Limits {
  private readonly exceeded = new Set<string>();
  private steps = 0;
  private characters = 0;

  public constructor(private readonly depth: Depth) {}

  /** The limits at which the reading stopped, in words. */
  public get reached(): readonly string[] {
    return [...this.exceeded];
  }

  public canStep(): boolean {
    this.steps += 1;
    return this.steps <= mostSteps || this.exceed('it is too large');
  }

  public canMake(length: number): boolean {
    if (length > longestText) return this.exceed(`a text in it is longer than ${longestText} characters`);
    this.characters += length;
    return this.characters <= mostCharacters || this.exceed('its texts are too long');
  }

  /** Goes one level deeper, or returns the fallback if a limit is reached. */
  public deeper<T>(work: () => T): T | undefined {
    if (this.depth.canGoDeeper) return this.depth.deeper(work);
    this.exceed(`it is nested more than ${mostLevels} levels deep`);
    return undefined;
  }

  private exceed(limit: string): false {
    this.exceeded.add(limit);
    return false;
  }
}
