/** Gets the step that a long task is at, such as `Reading templates: 3 of 12`. Only the command line shows it. */
export type OnProgress = (step: string) => void;

/** The items one after the other, each reported as a step of the task. */
export function* withProgress<T>(task: string, items: readonly T[], onProgress?: OnProgress): Generator<T, void> {
  for (const [index, item] of items.entries()) {
    onProgress?.(`${task}: ${index + 1} of ${items.length}`);
    yield item;
  }
}
