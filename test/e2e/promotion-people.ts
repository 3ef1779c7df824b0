import { blocksOf } from '../access/contributor/instruction-commands';
import { runCommand } from './run-command';

/** Types commands into a shell that stops at the first command that fails. */
async function type(env: NodeJS.ProcessEnv, ...commands: readonly string[]): Promise<string> {
  const { stdout, stderr } = await runCommand('/bin/sh', ['-eu', '-c', commands.join('\n')], { env });
  return stdout + stderr;
}

/** The admin, who issues credentials with the commands of the admin's page. */
export class Admin {
  private readonly whoAmI: string;
  private readonly handOut: string;

  public constructor(
    page: string,
    private readonly env: NodeJS.ProcessEnv,
  ) {
    [this.whoAmI = '', this.handOut = ''] = blocksOf(page, 'sh');
  }

  public identity(): Promise<string> {
    return type(this.env, this.whoAmI);
  }

  /** The lines that the contributor is sent. */
  public credentials(): Promise<string> {
    return type(this.env, this.handOut);
  }
}

/** The contributor's one terminal, with the commands of the contributor's page. */
export class Contributor {
  private credentials = '';
  private readonly whoAmI: string;
  private readonly logInLines: string;
  private readonly pushLines: string;
  private readonly cleanUpLines: string;

  public constructor(
    page: string,
    private readonly env: NodeJS.ProcessEnv,
  ) {
    const [, whoAmI = '', logIn = '', push = '', cleanUp = ''] = blocksOf(page, 'sh');
    this.whoAmI = whoAmI;
    this.logInLines = logIn;
    this.pushLines = push;
    this.cleanUpLines = cleanUp;
  }

  /** Step 1: pastes what was sent. */
  public takeCredentials(lines: string): Promise<string> {
    this.credentials = lines;
    return this.run(this.whoAmI);
  }

  public logIn(): Promise<string> {
    return this.run(this.logInLines);
  }

  /** Pushes as on the page: with this image in the first line and this tag in the second, or without changes. */
  public push(image?: string, tag?: string): Promise<string> {
    const lines = this.pushLines.split('\n');
    if (image !== undefined) lines[0] = `image='${image}'`;
    if (tag !== undefined) lines[1] = `tag='${tag}'`;
    return this.run(lines.join('\n'));
  }

  public cleanUp(): Promise<string> {
    return this.run(this.cleanUpLines);
  }

  public run(...commands: readonly string[]): Promise<string> {
    return type(this.env, this.credentials, ...commands);
  }
}
