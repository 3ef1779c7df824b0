import { type Dockerfile, type Flag, type From, type Instruction } from 'dockerfile-ast';
import { expand } from './dockerfile-variables';

/** An image that a Dockerfile names. */
export interface NamedImage {
  /** The image as it is written, with the values of its variables if they are known. */
  readonly image: string;
  /** The line, from 1. */
  readonly line: number;
  /** A variable of the image that has no value, or that is not understood. */
  readonly unknown?: string;
}

/** The values that decide which images a build needs. */
export interface DockerfileBuild {
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly target?: string;
  /** The platform, such as `linux/amd64`. */
  readonly platform: string;
}

interface Stage {
  readonly from: From;
  readonly name?: string;
  readonly instructions: Instruction[];
}

/** An instruction with flags. */
interface Flagged {
  getFlags(): Flag[];
}

/**
 * The images that a build of a Dockerfile pulls: those of the stages that its target needs, of `COPY --from`, of mounts, and the
 * frontend that a `# syntax` line names.
 */
export function imagesOfDockerfile(text: string, build: DockerfileBuild): NamedImage[] {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loads the parser when a Dockerfile is first read
  const { DockerfileParser } = require('dockerfile-ast') as typeof import('dockerfile-ast');
  const dockerfile = DockerfileParser.parse(text);
  const stages = stagesOf(dockerfile);
  const globals = globalArgs(dockerfile, build);
  const named = (image: string, instruction: Instruction): NamedImage => {
    const { value, unknown } = expand(image, globals);
    return { image: value, line: lineOf(instruction), unknown };
  };
  const needed = new Set<number>();
  const found: NamedImage[] = [];
  const need = (index: number): void => {
    const stage = stages[index];
    if (stage === undefined || needed.has(index)) return;
    needed.add(index);
    const base = named(stage.from.getImage() ?? '', stage.from);
    const before = stageNamed(stages.slice(0, index), base.image);
    if (before >= 0) need(before);
    else found.push(base);
    for (const instruction of stage.instructions) {
      for (const source of sourcesOf(instruction)) {
        const at = /^\d+$/.test(source) ? Number(source) : stageNamed(stages, source);
        if (at >= 0 && at < stages.length) need(at);
        else
          found.push({
            ...named(source, instruction),
            ...(source.includes('$') && { image: source, unknown: source }),
          });
      }
    }
  };
  need(targetIndex(stages, build.target));
  return [...syntaxOf(dockerfile), ...found].filter(({ image }) => image !== 'scratch' && image !== '');
}

function stagesOf(dockerfile: Dockerfile): Stage[] {
  const stages = dockerfile.getFROMs().map((from): Stage => {
    return { from, name: from.getBuildStage()?.toLowerCase(), instructions: [] };
  });
  let index = -1;
  for (const instruction of dockerfile.getInstructions()) {
    if (instruction.getKeyword() === 'FROM') index += 1;
    else stages[index]?.instructions.push(instruction);
  }
  return stages;
}

function stageNamed(stages: readonly Stage[], name: string): number {
  return stages.map((stage) => stage.name).lastIndexOf(name.toLowerCase());
}

function targetIndex(stages: readonly Stage[], target: string | undefined): number {
  const named = target === undefined ? -1 : stageNamed(stages, target);
  return named >= 0 ? named : stages.length - 1;
}

/** The stages and images that an instruction copies from or mounts. */
function sourcesOf(instruction: Instruction): string[] {
  const flags = 'getFlags' in instruction ? (instruction as unknown as Flagged).getFlags() : [];
  const options = flags.flatMap((flag) => {
    if (instruction.getKeyword() === 'COPY') return flag.getName() === 'from' ? [flag.getValue()] : [];
    const mounted = flag.getOptions().filter((option) => option.getName() === 'from');
    return flag.getName() === 'mount' ? mounted.map((option) => option.getValue()) : [];
  });
  return options.filter((source) => source !== null && source !== '') as string[];
}

/** The ARGs before the first FROM, which alone have a value there, and the ones that BuildKit sets. */
function globalArgs(dockerfile: Dockerfile, { buildArgs, platform }: DockerfileBuild): Map<string, string> {
  const [os = '', arch = ''] = platform.split('/');
  const values = new Map([
    ...['TARGET', 'BUILD'].flatMap((which) =>
      Object.entries({ PLATFORM: platform, OS: os, ARCH: arch, VARIANT: '' }).map(
        ([name, value]) => [`${which}${name}`, value] as const,
      ),
    ),
  ]);
  for (const instruction of dockerfile.getInitialARGs()) {
    for (const property of instruction.getProperties()) {
      const name = property.getName();
      const value = buildArgs[name] ?? property.getValue();
      if (value !== null) values.set(name, expand(value, values).value);
    }
  }
  return values;
}

function syntaxOf(dockerfile: Dockerfile): NamedImage[] {
  return dockerfile
    .getDirectives()
    .filter((directive) => directive.getName().toLowerCase() === 'syntax')
    .map((directive) => ({ image: directive.getValue(), line: directive.getRange().start.line + 1 }));
}

function lineOf(instruction: Instruction): number {
  return instruction.getRange().start.line + 1;
}
