/** A process that has loaded the engine's libraries and no model: what any model's process holds besides the model. */
import { getLlama } from 'node-llama-cpp';

await getLlama({ gpu: false, build: 'never', skipDownload: true });
process.on('disconnect', () => {
  process.kill(process.pid, 'SIGKILL');
});
process.send?.('ready');
