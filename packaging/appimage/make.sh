#!/bin/sh
# An AppImage of the folder that `python packaging/build.py` made: one file that starts without being installed.
# Untested: `appimagetool` (from the AppImage project) was not to be had where this was written.
#   sh packaging/appimage/make.sh [FOLDER]
set -eu
folder=${1:-dist}
tree=$folder/DoseDiary.AppDir
id=org.dosediary.DoseDiary
rm -rf "$tree"
mkdir -p "$tree/usr/share/metainfo"
cp -a "$folder/dose-diary" "$tree/usr/lib-dose-diary"
cp "resources/desktop/$id.desktop" "resources/desktop/$id.svg" "$tree/"
cp "resources/desktop/$id.metainfo.xml" "$tree/usr/share/metainfo/$id.appdata.xml"
printf '#!/bin/sh\nexec "$(dirname "$(readlink -f "$0")")/usr/lib-dose-diary/dose-diary" "$@"\n' > "$tree/AppRun"
chmod 755 "$tree/AppRun"
appimagetool "$tree" "$folder/DoseDiary-$(uname -m).AppImage"
