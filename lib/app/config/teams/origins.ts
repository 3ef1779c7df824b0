import { type ConfigProblem } from '../problem';

/** The sections that the main file and the files of teams have. Their entries are merged, in the order of the files. */
export const teamSections = ['groups', 'repositories', 'publishers', 'builds', 'contributors'] as const;

type TeamSection = (typeof teamSections)[number];

/** A file, and the index of its first entry in each merged section. */
interface Origin {
  readonly file: string;
  readonly starts: Readonly<Record<TeamSection, number>>;
}

/** The files that the entries of a merged config are from. */
export interface Origins {
  readonly main: string;
  /** The files of teams, in their order in the merged sections. */
  readonly teams: readonly Origin[];
}

/** A path in one file. The main file is the default. */
interface PathInFile {
  readonly file?: string;
  readonly path: string;
}

/** The problem of a merged config with the file of its entry, and with the paths in that file. */
export function inItsFile(origins: Origins | undefined, problem: ConfigProblem): ConfigProblem {
  if (origins === undefined || problem.file !== undefined) return problem;
  const { file, path } = originOf(origins, problem.path);
  const { other, message } = problem;
  if (other === undefined) return { ...problem, file, path };
  const there = originOf(origins, other);
  const text = there.file === file ? there.path : `${there.path} of ${there.file ?? origins.main}`;
  const at = message.lastIndexOf(other);
  return { ...problem, file, path, message: `${message.slice(0, at)}${text}${message.slice(at + other.length)}` };
}

function originOf({ teams }: Origins, path: string): PathInFile {
  const [entry, name = '', index = ''] = /^(\w+)\[(\d+)\]/.exec(path) ?? [];
  const section = teamSections.find((one) => one === name);
  if (entry === undefined || section === undefined) return { path };
  const merged = Number(index);
  const origin = teams.filter(({ starts }) => starts[section] <= merged).at(-1);
  if (origin === undefined) return { path };
  return { file: origin.file, path: `${name}[${merged - origin.starts[section]}]${path.slice(entry.length)}` };
}
