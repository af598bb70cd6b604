export function GoodsScreen() {
  return null;
}
