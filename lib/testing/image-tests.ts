import { publicApi } from '../private/boundary/public-api';
import { stageRule } from '../private/oci/stage-name';
import { type Problem, refuseIf, validate, validateEach } from '../private/validation/validation';
import { testCommandRule } from './test-command';
import { type CompleteTestReport, repeatedNameProblem, type TestReport, testReports } from './test-report';

/** Options for tests of a source or of an image. */
export interface ImageTestsOptions {
  /**
   * The files with results that the commands write. Throws for a name that two reports have.
   *
   * @default - none: only the log has the results
   */
  readonly reports?: TestReport[];
}

/** Options for tests in a stage of the Dockerfile. */
export interface StageTestsOptions extends ImageTestsOptions {
  /**
   * The commands that run after the stage is built, in bash. `$IMAGE` is the image of the stage. Throws for an empty list, and for
   * an empty command. Throws if `reports` is set without commands, since a stage writes no file of the source.
   *
   * @default - none: the `RUN` steps of the stage are the tests
   */
  readonly commands?: string[];
}

/** The subject of tests. */
export type TestSubject = 'source' | 'stage' | 'image';

/**
 * Tests of an image before it is pushed. If one fails, nothing is pushed. They run for each platform of the image, on the machine
 * that builds that platform. They do not run if the commit already has its image, since nothing is built then.
 *
 * @example
 * import { ImageBuildProject, ImageSource, ImageTests } from 'cdk-ecr-publishing';
 *
 * new ImageBuildProject(this, 'Build', {
 *   repository,
 *   source: ImageSource.gitHub('acme/jwt-pizza-service', { connectionArn, branches: ['main'] }),
 *   tests: [
 *     ImageTests.ofStage('test'),
 *     ImageTests.ofImage(['docker run --rm "$IMAGE" --version']),
 *   ],
 * });
 */
@publicApi
export class ImageTests {
  /**
   * Tests of the source, before the image is built. The commands run in a checkout of the source. The image is built of the source
   * as it was before, so that files that they write do not become part of it.
   *
   * @param commands the commands, in bash. The first that fails ends the build. Throws for an empty list, for an empty command, and
   * for a command that pushes.
   * @param options the files with results.
   */
  public static ofSource(commands: string[], options: ImageTestsOptions = {}): ImageTests {
    return new ImageTests('source', commands, options);
  }

  /**
   * Tests in a stage of the Dockerfile. The stage is built with the same arguments, secrets and BuildKit as the image, so that the
   * stages that both are made of are built once.
   *
   * @param stage the name of the stage. Throws if it is not a valid name.
   * @param options commands that run in the image of the stage, and the files with results.
   */
  public static ofStage(stage: string, options: StageTestsOptions = {}): ImageTests {
    validate('stage', stage, stageRule);
    refuseIf('reports', options.commands === undefined && options.reports !== undefined ? withoutCommands : undefined);
    return new ImageTests('stage', options.commands, options, stage);
  }

  /**
   * Tests of the image itself. The image that is pushed afterwards has the same configuration and layers: the build compares their
   * digests, and fails if they differ.
   *
   * @param commands the commands, in bash. `$IMAGE` is the name of the image in Docker, and `$IMAGE_PLATFORM` is its platform. Throws
   * like `ofSource`.
   * @param options the files with results.
   */
  public static ofImage(commands: string[], options: ImageTestsOptions = {}): ImageTests {
    return new ImageTests('image', commands, options);
  }

  /** @internal */
  public readonly _commands: readonly string[];

  /** @internal */
  public readonly _reports: readonly CompleteTestReport[];

  private constructor(
    /** @internal */
    public readonly _subject: TestSubject,
    commands: readonly string[] | undefined,
    options: ImageTestsOptions,
    /** The stage of the Dockerfile, if it is the subject. @internal */
    public readonly _stage?: string,
  ) {
    if (commands !== undefined) validateEach('commands', commands, testCommandRule);
    this._commands = [...(commands ?? [])];
    this._reports = testReports(options.reports ?? []);
  }
}

const withoutCommands =
  'requires `commands`, got none. The steps of a stage write into an image, and not into the source.';

/** Refuses an empty list of tests, and reports of different tests that have one name. */
export function refuseTests(tests: readonly ImageTests[]): void {
  refuseIf('tests', tests.length === 0 ? 'must list at least one value, got an empty list' : undefined);
  tests.forEach(({ _reports: reports }, index) => {
    const earlier = tests.slice(0, index).flatMap(({ _reports }) => _reports);
    reports.forEach(({ name }, report) => {
      const problem: Problem = repeatedNameProblem(name, earlier);
      refuseIf(`tests[${index}].reports[${report}].name`, problem);
    });
  });
}
