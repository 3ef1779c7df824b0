import { execFileSync } from 'node:child_process';
import { sourceFolder, sourceWith, writeFiles } from './image-build-source';

/** A Git repository with the source of an image. Its commits have the same files. */
export class SourceHistory {
  private readonly origin: string;
  private commits = 0;

  public constructor(files: Readonly<Record<string, string>>) {
    this.origin = sourceWith(files);
    this.git(this.origin, 'init', '--quiet', '--initial-branch', 'main');
    this.git(this.origin, 'add', '--all');
  }

  /** Adds a commit to a branch. The first one of a branch has the parent `from`. */
  public commit(branch = 'main', from?: string): string {
    const ref = `refs/heads/${branch}`;
    const parent = from ?? this.git(this.origin, 'for-each-ref', '--format=%(objectname)', ref);
    const tree = this.git(this.origin, 'write-tree');
    const parents = parent === '' ? [] : ['-p', parent];
    const commit = this.git(this.origin, 'commit-tree', ...parents, '-m', String((this.commits += 1)), tree);
    this.git(this.origin, 'update-ref', ref, commit);
    return commit;
  }

  /** The source of a build of a commit, as CodeBuild gets it: with the whole history, and on no branch. */
  public checkout(commit: string, changes: Readonly<Record<string, string>> = {}): string {
    const at = sourceFolder();
    this.git(at, 'clone', '--quiet', '--no-checkout', `file://${this.origin}`, '.');
    this.git(at, 'checkout', '--quiet', '--detach', commit);
    writeFiles(at, changes);
    return at;
  }

  private git(folder: string, ...args: readonly string[]): string {
    const identity = ['-c', 'user.name=a', '-c', 'user.email=a@example.com'];
    return execFileSync('git', [...identity, ...args], { cwd: folder, encoding: 'utf8' }).trim();
  }
}
