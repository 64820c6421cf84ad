// Runs the tests on CPython 3.14 compiled to WebAssembly, where no such Python need be installed:
//   node .ci/python314.mjs PROJECT_FOLDER SITE_PACKAGES_FOLDER [pytest arguments...]
// The npm package "pyodide" is looked up from the current folder. SITE_PACKAGES_FOLDER has pytest.
// Python there has no processes, threads or sockets: the tests that need one leave themselves out.
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { isMainThread, Worker } from "node:worker_threads";

// Python's calls in C take up the stack of their JavaScript thread. One of the usual size is full
// before Python finds a body nested too deep, and that ends the whole run instead of one test.
const STACK_SIZE_MB = 256;

const RUN_PYTEST = `
import os, sys
print("Python", sys.version, flush=True)
os.chdir("/project")
sys.path[:0] = ["/project/src", "/site-packages"]
import pytest
int(pytest.main(pytest_arguments))
`;

async function runTests(projectFolder, sitePackagesFolder, ...pytestArguments) {
  // Pyodide reads and writes by these numbers, and only the first thread has them.
  [process.stdin, process.stdout, process.stderr].forEach((stream, fd) => { stream.fd = fd; });
  const { loadPyodide } = createRequire(resolve("package.json"))("pyodide");
  const python = await loadPyodide({ env: { HOME: "/tmp", PYTHONDONTWRITEBYTECODE: "1" } });
  python.mountNodeFS("/project", resolve(projectFolder));
  python.mountNodeFS("/site-packages", resolve(sitePackagesFolder));
  python.globals.set("pytest_arguments", python.toPy(pytestArguments));
  return python.runPython(RUN_PYTEST);
}

if (isMainThread) {
  // Only a thread can be given a larger stack. When it dies of an exception, so does this program,
  // with status 1.
  const thread = new Worker(new URL(import.meta.url), {
    argv: process.argv.slice(2),
    resourceLimits: { stackSizeMb: STACK_SIZE_MB },
  });
  thread.on("exit", (status) => { process.exitCode = status; });
} else {
  process.exit(await runTests(...process.argv.slice(2)));
}
