export function PointsScreen() {
  return null;
}
