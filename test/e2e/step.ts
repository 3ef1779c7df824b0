/** Says what the e2e is doing: straight to the terminal, since jest holds back what goes through `console`. */
export function step(text: string): void {
  process.stderr.write(`e2e: ${text}\n`);
}
