/** Of node-llama-cpp and its packages with the binaries; a test holds it against the manifest. */
export const engineVersion = '3.21.1';
