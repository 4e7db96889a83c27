#!/bin/sh
# Puts LeaseDiff into the menu of this user and opens .leasediff files with it; nothing is copied.
# 把云租对照加入本用户的开始菜单，并关联 .leasediff 文件；程序留在原处。
set -eu
here=$(cd "$(dirname "$0")" && pwd)
data=${XDG_DATA_HOME:-$HOME/.local/share}
mkdir -p "$data/applications" "$data/mime/packages" "$data/icons/hicolor/scalable/apps"
sed "s|@PROGRAM@|$here/leasediff|" "$here/desktop/leasediff.desktop" >"$data/applications/leasediff.desktop"
cp "$here/desktop/leasediff-mime.xml" "$data/mime/packages/leasediff.xml"
cp "$here/desktop/leasediff.svg" "$data/icons/hicolor/scalable/apps/leasediff.svg"
if command -v update-mime-database >/dev/null; then update-mime-database "$data/mime"; fi
if command -v update-desktop-database >/dev/null; then update-desktop-database "$data/applications"; fi
echo "完成。可以从开始菜单打开“云租对照”。/ Done: LeaseDiff is in the menu."
