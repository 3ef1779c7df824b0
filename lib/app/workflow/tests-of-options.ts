import { ImageTests } from '../../testing/image-tests';
import { fail } from '../input-file';

/** The options of the command line about tests. */
export interface TestOptions {
  readonly test?: string[];
  readonly testStage?: string[];
  readonly testImage?: string[];
  readonly testReport?: string[];
}

/** The tests of the source, of stages and of the image, in this order. The reports are of the first that has commands. */
export function testsOf({ test, testStage, testImage, testReport }: TestOptions): ImageTests[] | undefined {
  if (testReport && !test && !testImage) fail('`--test-report` requires `--test` or `--test-image`. Add the commands.');
  const reports = testReport && [{ files: testReport }];
  const tests = [
    ...(test ? [ImageTests.ofSource(test, { reports })] : []),
    ...(testStage ?? []).map((stage) => ImageTests.ofStage(stage)),
    ...(testImage ? [ImageTests.ofImage(testImage, { reports: test ? undefined : reports })] : []),
  ];
  return tests.length > 0 ? tests : undefined;
}
