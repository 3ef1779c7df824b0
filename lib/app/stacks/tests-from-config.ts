import { ImageTests } from '../../testing/image-tests';
import { type BuildConfig } from '../config/schema';

type TestsConfig = NonNullable<BuildConfig['tests']>[number];

/** The tests of a build. The schema has checked that each has exactly one subject. */
export function testsOf(tests: readonly TestsConfig[] | undefined): ImageTests[] | undefined {
  return tests?.map(({ source, stage, commands, reports }) => {
    if (stage !== undefined) return ImageTests.ofStage(stage, { commands, reports });
    return source === true
      ? ImageTests.ofSource(commands ?? [], { reports })
      : ImageTests.ofImage(commands ?? [], { reports });
  });
}
