export { default } from "../read.js";
