"""The forms of the house. Importing this package fills the catalogue."""

from tintype.scene.kinds import vessels as vessels
from tintype.scene.kinds import tableware as tableware
from tintype.scene.kinds import fruit as fruit
from tintype.scene.kinds import light_sources as light_sources
from tintype.scene.kinds import food as food
from tintype.scene.kinds import products as products
from tintype.scene.kinds import plants as plants
from tintype.scene.kinds import flowers as flowers
from tintype.scene.kinds import bouquet as bouquet
from tintype.scene.kinds import solids as solids
from tintype.scene.kinds import stones as stones
from tintype.scene.kinds import furniture as furniture
from tintype.scene.kinds import signs as signs
from tintype.scene.kinds import rooms as rooms
from tintype.scene.kinds import trees as trees
from tintype.scene.kinds import buildings as buildings
from tintype.scene.kinds import towers as towers
from tintype.scene.kinds import outdoors as outdoors
from tintype.scene.kinds import aloft as aloft
from tintype.scene.kinds import car as car
from tintype.scene.kinds import stationery as stationery
from tintype.scene.kinds import devices as devices
from tintype.scene.kinds import soft_goods as soft_goods
