/** Tests throw the lab's dice. */
export { Dice } from '../../src/lab/dice';
