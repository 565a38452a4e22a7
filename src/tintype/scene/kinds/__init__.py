"""The forms of the house. Importing this package fills the catalogue."""

from tintype.scene.kinds import vessels as vessels
from tintype.scene.kinds import tableware as tableware
from tintype.scene.kinds import fruit as fruit
from tintype.scene.kinds import light_sources as light_sources
from tintype.scene.kinds import food as food
from tintype.scene.kinds import products as products
