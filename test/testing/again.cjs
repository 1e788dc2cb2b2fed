// No TypeScript: this is loaded by processes without a loader.

/** What a stream was given to write, instead of writing it. */
function kept(stream) {
  let text = '';
  stream.write = (part, encoding, done) => {
    text += String(part);
    (typeof encoding === 'function' ? encoding : done)?.();
    return true;
  };
  return () => text;
}

/** Runs a program whenever this process is told to, with the words, the folder and the environment that it is told: the other end is `RunnerProcess`. */
exports.runAgain = (run) => {
  process.on('message', async ({ words, folder, environment }) => {
    process.chdir(folder);
    for (const name of Object.keys(process.env)) delete process.env[name];
    Object.assign(process.env, environment);
    const [stdout, stderr] = [kept(process.stdout), kept(process.stderr)];
    let status = 1;
    try {
      status = (await run(words, folder)) ? 0 : 1;
    } catch (error) {
      process.stderr.write(`${error.stack}\n`);
    }
    process.send({ status, stdout: stdout(), stderr: stderr() });
  });
  process.on('disconnect', () => process.exit());
};
