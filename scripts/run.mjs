// The door of every npm script: `node scripts/run.mjs demo --exit` installs what is missing and runs scripts/demo.ts.
// It holds nothing that an old Node could not read, so that even one says what it lacks.
var version = process.versions.node.split('.').map(Number);

if (version[0] < 20 || (version[0] === 20 && version[1] < 19)) {
  console.error('Pipemend needs Node 20.19 or newer; this is Node ' + process.versions.node + '.');
  process.exitCode = 1;
} else {
  import('./bootstrap.mjs')
    .then(function (bootstrap) {
      return bootstrap.runEntry(process.argv[2], process.argv.slice(3));
    })
    .catch(function (error) {
      console.error(process.env.PIPEMEND_LOG_LEVEL === 'debug' ? error : error.message);
      process.exit(1);
    });
}
